import {
  createProgram,
  createSource,
  sortPacket,
  step,
  type EngineInput,
  type NodeCatalogue,
  type Program,
  type SourceState,
  type StepResult,
} from '@signalbox/engine';
import { DEFAULT_TIMELINESS } from '@signalbox/flow';
import type { FlowDocument, Message, PublishedFlow } from '@signalbox/flow';
import type { GeofenceIndex, SourceRecord } from '@signalbox/runtime';
import { StepReasons } from './reason.ts';
import type { RecordedRecord } from './record.ts';
import { ReplayTimers } from './replay-timers.ts';
import { SeenRecords } from './seen-records.ts';
import { traceNodes, type TracingCatalogue } from './trace.ts';

export interface ReplayOptions {
  readonly flows: readonly PublishedFlow[];
  /** The devices that exist; `null`: each that the recording names, and every flow takes all of them. */
  readonly devices: readonly SourceRecord[] | null;
  readonly catalogue: NodeCatalogue;
  readonly geofences: GeofenceIndex;
}

/** What the flows made of one record or timer. */
export interface ReplayedStep {
  /** Server time, Unix ms. */
  readonly now: number;
  readonly result: StepResult;
  readonly reasons: StepReasons;
  /** Whether any flow chooses the device. */
  readonly isInFlow: boolean;
}

/** What became of one record. */
export type ReplayedRecord =
  | (ReplayedStep & {
      readonly kind: 'stepped';
      /** What the nodes' timers did that came due before the record, earliest first. */
      readonly timers: readonly ReplayedStep[];
    })
  | { readonly kind: 'unknown_device'; readonly now: number }
  /** Nobody can say when the server got it. */
  | { readonly kind: 'undated' };

/** A device of the recording. Its time never goes back, whatever the recording says. */
interface ReplayedSource {
  readonly source: SourceRecord;
  readonly state: SourceState;
  readonly timers: ReplayTimers;
  now: number;
}

/**
 * Runs flows over recorded telemetry in virtual time: the pure engine, without store, deliveries
 * and clock. Sources are independent of each other, so each has its own time.
 */
export class Replay {
  readonly #options: ReplayOptions;
  readonly #catalogue: TracingCatalogue;
  readonly #program: Program;
  readonly #documents: ReadonlyMap<number, FlowDocument>;
  readonly #sources = new Map<string, ReplayedSource>();
  readonly #deviceIds = new Map<number, string>();
  readonly #seen = new SeenRecords();

  /** @throws {FlowCompileError} for the first flow that cannot run */
  constructor(options: ReplayOptions) {
    this.#options = options;
    this.#catalogue = traceNodes(options.catalogue, { selectAll: options.devices === null });
    this.#program = createProgram(options.flows, this.#catalogue);
    const [fault] = this.#program.errors;
    if (fault) throw fault;
    this.#documents = new Map(options.flows.map(({ id, document }) => [id, document]));
    for (const source of options.devices ?? []) this.#add(source);
  }

  /** Devices met or given. */
  get devices(): number {
    return this.#sources.size;
  }

  /** The device id of a source, as effects name it. */
  deviceIdOf(sourceId: number): string | undefined {
    return this.#deviceIds.get(sourceId);
  }

  take({ deviceId, message, receivedAt }: RecordedRecord): ReplayedRecord {
    const given = receivedAt ?? message.messageTime;
    const replayed = this.#sources.get(deviceId) ?? this.#meet(deviceId);
    if (!replayed) return { kind: 'unknown_device', now: given ?? 0 };
    const now = Math.max(replayed.now, given ?? Number.NEGATIVE_INFINITY);
    if (now === Number.NEGATIVE_INFINITY) return { kind: 'undated' };
    const timers = this.#passTime(replayed, now);
    replayed.now = now;
    return { kind: 'stepped', timers, ...this.#stepRecord(replayed, { ...message, serverTime: now }) };
  }

  /** Fires what comes due until the next record; what comes due after the last one is never known. */
  #passTime(replayed: ReplayedSource, until: number): readonly ReplayedStep[] {
    const steps: ReplayedStep[] = [];
    for (let due = replayed.timers.take(until); due !== null; due = replayed.timers.take(until)) {
      replayed.now = Math.max(replayed.now, due.at);
      steps.push(this.#step(replayed, { kind: 'timer', ...due }));
    }
    return steps;
  }

  #stepRecord(replayed: ReplayedSource, message: Message): ReplayedStep {
    const { source, now } = replayed;
    const [record = message] = sortPacket([message], now, source.limits);
    const known = record.messageTime !== null && this.#seen.add(source.id, record.messageTime, record.hash);
    return this.#step(replayed, { kind: 'message', message: record, known });
  }

  #step({ source, state, now, timers }: ReplayedSource, input: EngineInput): ReplayedStep {
    const { geofences } = this.#options;
    const flows = this.#program.flowsFor(source);
    const result = step(state, input, now, {
      source,
      limits: source.limits,
      flows,
      inGeofence: (id, latitude, longitude) => geofences.contains(id, latitude, longitude),
    });
    for (const change of result.timers) timers.put(change);
    const described = { documents: this.#documents, definitions: this.#catalogue };
    const reasons = new StepReasons(result, this.#catalogue.takeTraces(), described);
    return { now, result, reasons, isInFlow: flows.length > 0 };
  }

  /** A device that nobody announced, when any may come. */
  #meet(deviceId: string): ReplayedSource | undefined {
    if (this.#options.devices !== null) return undefined;
    const id = this.#sources.size + 1;
    const told = { label: deviceId, labels: [], blocked: false, limits: DEFAULT_TIMELINESS, engineCut: null };
    return this.#add({ id, deviceId, model: 'ngp_generic', ...told });
  }

  #add(source: SourceRecord): ReplayedSource {
    const timers = new ReplayTimers();
    const replayed = { source, state: createSource(), timers, now: Number.NEGATIVE_INFINITY };
    this.#sources.set(source.deviceId, replayed);
    this.#deviceIds.set(source.id, source.deviceId);
    return replayed;
  }
}
