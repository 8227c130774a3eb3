import type { FlowTestResult } from '@signalbox/api';
import { parseFlow, type PublishedFlow } from '@signalbox/flow';
import {
  type ActionComparison,
  choosesDevice,
  compareActions,
  type TestedAction,
  TestRun,
} from '@signalbox/replay';
import type { TestResult, TestRunOptions } from '@signalbox/replay';
import { GeofenceBook, type SourceRecord } from '@signalbox/runtime';
import { DeviceDirectory } from '../device-directory.ts';
import type { HandlerContext } from '../http/bind-routes.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { runInSlices, type SliceOptions } from '../flow-test/run-in-slices.ts';
import { showComparison, showRun } from '../flow-test/show-test.ts';
import { TestTurns } from '../flow-test/test-turns.ts';
import { collectRecords, type TestRecords } from '../flow-test/test-records.ts';
import { requireDevice } from './device-handlers.ts';
import { readFlow, refuseFaulty, requireFlow } from './flow-documents.ts';
import { problemsOf } from './flow-problems.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { toTimestamp, toTimestampOrNull } from './wire.ts';

/** Tests of drafts: they read, and change nothing. */
export function flowTestHandlers(services: ApiServices): HandlersOf<'testFlow'> {
  const turns = new TestTurns();
  return {
    testFlow: (request, context) =>
      turns.run(context.caller.userId, () => new FlowTest(services, request, context).run()),
  };
}

type Request = Parameters<HandlersOf<'testFlow'>['testFlow']>[0];

/** One test that was asked for. */
class FlowTest {
  readonly #services: ApiServices;
  readonly #request: Request;
  readonly #slices: SliceOptions;

  constructor(services: ApiServices, request: Request, { reply }: HandlerContext) {
    this.#services = services;
    this.#request = request;
    this.#slices = { clock: services.clock, isGone: () => reply.raw.destroyed };
  }

  async run(): Promise<FlowTestResult> {
    const { storage, clock } = this.#services;
    const { body, params } = this.#request;
    const stored = requireFlow(storage, params.id);
    const draft = { id: stored.id, version: stored.revision, document: readFlow(parseFlow(body.document)) };
    refuseFaulty(problemsOf(this.#services, draft.document, {}));
    const source = this.#source();
    const found = await collectRecords(body.messages, { storage, clock, source, runIn: body.run_in });
    const isChosen = choosesDevice(draft, source, this.#catalogue());
    if (isChosen === null) throw new HttpProblem('flow_invalid', 'The flow cannot run.');
    const result = await this.#runFlow(draft, source, found, !isChosen);
    const published = body.compare ? this.#published() : null;
    return {
      chooses_device: isChosen,
      records: countsOf(found, result),
      until: toTimestamp(Math.max(found.until, lastArrival(found))),
      ...showRun(result, (sourceId) => this.#trackerOf(sourceId)),
      comparison: published && (await this.#compare(published, source, found, { result, isChosen })),
    };
  }

  async #compare(
    published: PublishedFlow,
    source: SourceRecord,
    found: TestRecords,
    draft: { readonly result: TestResult; readonly isChosen: boolean },
  ): Promise<FlowTestResult['comparison']> {
    const choosesIt = choosesDevice(published, source, this.#catalogue());
    if (choosesIt === null) return null;
    // A draft that was run though it does not choose the device is compared with the like.
    const result = await this.#runFlow(published, source, found, !draft.isChosen);
    const compared: ActionComparison<TestedAction> = compareActions(result.actions, draft.result.actions);
    const lists = showComparison(compared, (sourceId) => this.#trackerOf(sourceId));
    return { version: published.version, chooses_device: choosesIt, ...lists };
  }

  #runFlow(
    flow: PublishedFlow,
    source: SourceRecord,
    { records, until }: TestRecords,
    isForced: boolean,
  ): Promise<TestResult> {
    const { storage } = this.#services;
    const geofences = new GeofenceBook();
    geofences.update(storage.geofences.list());
    const options: TestRunOptions = {
      flow,
      source,
      catalogue: this.#catalogue(),
      geofences,
      directory: new DeviceDirectory(storage.devices),
      end: this.#request.body.ends,
      isForced,
    };
    return runInSlices(new TestRun(options).run(records, until), this.#slices);
  }

  #catalogue(): TestRunOptions['catalogue'] {
    const { definitions, runtimes } = this.#services;
    return {
      definition: (type) => definitions.definition(type),
      runtime: (type) => runtimes.runtime(type),
    };
  }

  /** @throws {HttpProblem} `not_found` */
  #source(): SourceRecord {
    const { storage } = this.#services;
    const id = this.#request.body.tracker_id;
    const source = storage.devices.source(requireDevice(storage, id).source.id);
    if (source === undefined) throw notFound(`Device ${id}`);
    return source;
  }

  #published(): PublishedFlow | null {
    const { flows } = this.#services.storage;
    const { params } = this.#request;
    const version = flows.get(params.id)?.publishedVersion ?? null;
    const document = version === null ? undefined : flows.version(params.id, version)?.document;
    return version === null || document === undefined ? null : { id: params.id, version, document };
  }

  #trackerOf(sourceId: number): number | null {
    return this.#services.storage.devices.ownerTrackerOf(sourceId)?.id ?? null;
  }
}

function countsOf({ records, hasOlder }: TestRecords, result: TestResult): FlowTestResult['records'] {
  const counted = records.filter(({ isCounted }) => isCounted);
  const times = counted.map(({ message }) => message.messageTime).filter((time) => time !== null);
  const [first = null] = times.toSorted((one, other) => one - other);
  return {
    counted: counted.length,
    run_in: records.length - counted.length,
    timeliness: { ...result.records },
    first: toTimestampOrNull(first),
    last: toTimestampOrNull(times.length === 0 ? null : Math.max(...times)),
    has_older: hasOlder,
  };
}

function lastArrival({ records }: TestRecords): number {
  const last = records.at(-1);
  return last?.receivedAt ?? last?.message.messageTime ?? Number.NEGATIVE_INFINITY;
}
