import type { FlowTestResult } from '@signalbox/api';
import { parseFlow, type PublishedFlow } from '@signalbox/flow';
import { choosesDevice, compareResults, TestRun } from '@signalbox/replay';
import type { TestRecord, TestResult, TestRunOptions } from '@signalbox/replay';
import { GeofenceBook, type SourceRecord } from '@signalbox/runtime';
import { DeviceDirectory } from '../device-directory.ts';
import { whenGone } from '../http/caller-gone.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { runInSlices, SliceQueue } from '../flow-test/run-in-slices.ts';
import { showComparison, showRun } from '../flow-test/show-test.ts';
import { TestTurns } from '../flow-test/test-turns.ts';
import { type CollectedRecord, collectRecords, type TestRecords } from '../flow-test/test-records.ts';
import { describeEffect } from './delivery-view.ts';
import { requireDevice } from './device-handlers.ts';
import { readFlow, refuseFaulty, requireFlow } from './flow-documents.ts';
import { problemsOf } from './flow-problems.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { toTimestamp, toTimestampOrNull } from './wire.ts';

/** Tests of drafts: they read, and change nothing. */
export function flowTestHandlers(services: ApiServices): HandlersOf<'testFlow'> {
  const { clock } = services;
  const turns = new TestTurns();
  const queue = new SliceQueue(clock);
  return {
    testFlow: (request, { caller, reply }) =>
      turns.run(caller.userId, () =>
        runInSlices(new FlowTest(services, request).run(), {
          clock,
          queue,
          signal: whenGone(reply),
        }),
      ),
  };
}

type Request = Parameters<HandlersOf<'testFlow'>['testFlow']>[0];

/** One test that was asked for. */
class FlowTest {
  readonly #services: ApiServices;
  readonly #request: Request;

  constructor(services: ApiServices, request: Request) {
    this.#services = services;
    this.#request = request;
  }

  /** Yields after each little piece of work. */
  *run(): Generator<undefined, FlowTestResult> {
    const { storage, clock } = this.#services;
    const { body, params } = this.#request;
    const stored = requireFlow(storage, params.id);
    const draft = { id: stored.id, version: stored.revision, document: readFlow(parseFlow(body.document)) };
    refuseFaulty(problemsOf(this.#services, draft.document, {}));
    const source = this.#source();
    const from = { storage, now: clock.now(), source, runIn: body.run_in };
    const found = yield* collectRecords(body.messages, from);
    const isChosen = choosesDevice(draft, source, this.#catalogue());
    if (isChosen === null) throw new HttpProblem('flow_invalid', 'The flow cannot run.');
    const result = yield* this.#runFlow(draft, source, found, !isChosen);
    const published = body.compare ? this.#published() : null;
    const comparison = published && (yield* this.#compare(published, source, found, { result, isChosen }));
    yield;
    return {
      chooses_device: isChosen,
      records: countsOf(found, result),
      until: toTimestamp(Math.max(found.until, lastArrival(found))),
      ...showRun(result, (sourceId) => this.#trackerOf(sourceId)),
      comparison,
    };
  }

  *#compare(
    published: PublishedFlow,
    source: SourceRecord,
    found: TestRecords,
    draft: { readonly result: TestResult; readonly isChosen: boolean },
  ): Generator<undefined, FlowTestResult['comparison']> {
    const choosesIt = choosesDevice(published, source, this.#catalogue());
    if (choosesIt === null) return null;
    // A draft that was run though it does not choose the device is compared with the like.
    const result = yield* this.#runFlow(published, source, found, !draft.isChosen);
    yield;
    const compared = compareResults(result, draft.result);
    yield;
    const lists = showComparison(compared, (sourceId) => this.#trackerOf(sourceId));
    return { version: published.version, chooses_device: choosesIt, ...lists };
  }

  *#runFlow(
    flow: PublishedFlow,
    source: SourceRecord,
    { records, until }: TestRecords,
    isForced: boolean,
  ): Generator<undefined, TestResult> {
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
      nameOf: describeEffect,
      isForced,
    };
    return yield* new TestRun(options).run(readEach(records), until);
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

/** Each when its turn comes. */
function* readEach(records: readonly CollectedRecord[]): Generator<TestRecord> {
  for (const record of records) yield record.read();
}

function countsOf({ records, hasOlder }: TestRecords, result: TestResult): FlowTestResult['records'] {
  const counted = records.filter(({ isCounted }) => isCounted);
  const times = counted.map(({ messageTime }) => messageTime).filter((time) => time !== null);
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
  return last?.receivedAt ?? last?.messageTime ?? Number.NEGATIVE_INFINITY;
}
