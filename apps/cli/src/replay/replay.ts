import {
  createProgram,
  createSource,
  sortPacket,
  stepTraced,
  type EngineInput,
  type NodeCatalogue,
  type Program,
  type SourceState,
  type StepResult,
  type SweepInput,
  type TimerInput,
} from '@signalbox/engine';
import { DEFAULT_TIMELINESS } from '@signalbox/flow';
import type { FlowDocument, Message, PublishedFlow } from '@signalbox/flow';
import type { GeofenceIndex, SourceRecord } from '@signalbox/runtime';
import { choosingEveryDevice } from './every-device.ts';
import { StepReasons } from './reason.ts';
import type { RecordedRecord } from './record.ts';
import { ReplaySchedules } from './replay-schedules.ts';
import { ReplayTimers } from './replay-timers.ts';
import { SeenRecords } from './seen-records.ts';

export interface ReplayOptions {
  readonly flows: readonly PublishedFlow[];
  /** The devices that exist; `null`: each that the recording names, and every flow takes all of them. */
  readonly devices: readonly SourceRecord[] | null;
  readonly catalogue: NodeCatalogue;
  readonly geofences: GeofenceIndex;
}

/** What the flows made of one record, timer or schedule. */
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
      /** What timers and schedules did that came due before the record, earliest first. */
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
  /** `null` until the source is first heard of. */
  schedules: ReplaySchedules | null;
  now: number;
}

/**
 * Runs flows over recorded telemetry in virtual time: the pure engine, without store, deliveries
 * and clock. Sources are independent of each other, so each has its own time.
 */
export class Replay {
  readonly #options: ReplayOptions;
  readonly #catalogue: NodeCatalogue;
  readonly #program: Program;
  readonly #documents: ReadonlyMap<number, FlowDocument>;
  readonly #sources = new Map<string, ReplayedSource>();
  readonly #deviceIds = new Map<number, string>();
  readonly #seen = new SeenRecords();

  /** @throws {FlowCompileError} for the first flow that cannot run */
  constructor(options: ReplayOptions) {
    this.#options = options;
    const { catalogue, devices } = options;
    this.#catalogue = devices === null ? choosingEveryDevice(catalogue) : catalogue;
    this.#program = createProgram(options.flows, this.#catalogue);
    const [fault] = this.#program.errors;
    if (fault) throw fault;
    this.#documents = new Map(options.flows.map(({ id, document }) => [id, document]));
    for (const source of devices ?? []) this.#add(source);
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
    const timers = [...this.#passTime(replayed, now)];
    replayed.now = now;
    replayed.schedules ??= this.#schedulesOf(replayed.source, now);
    return { kind: 'stepped', timers, ...this.#stepRecord(replayed, { ...message, serverTime: now }) };
  }

  /**
   * Lets time pass after the last record, for every device that was heard of.
   * @param until Unix ms; not before the time of the last record of all, which is the end without one
   */
  *finish(until: number | null): Generator<{ readonly deviceId: string; readonly step: ReplayedStep }> {
    const heard = [...this.#sources.values()].filter(({ now }) => now !== Number.NEGATIVE_INFINITY);
    const last = heard.reduce((latest, { now }) => Math.max(latest, now), Number.NEGATIVE_INFINITY);
    const end = Math.max(last, until ?? last);
    for (const replayed of heard) {
      const { deviceId } = replayed.source;
      for (const step of this.#passTime(replayed, end)) yield { deviceId, step };
    }
  }

  /** Fires what comes due until then, earliest first. */
  *#passTime(replayed: ReplayedSource, until: number): Generator<ReplayedStep> {
    for (let due = nextOf(replayed, until); due !== null; due = nextOf(replayed, until)) {
      replayed.now = Math.max(replayed.now, due.at);
      yield this.#step(replayed, due);
    }
  }

  #schedulesOf(source: SourceRecord, since: number): ReplaySchedules {
    const own = this.#program.sweepers.filter((sweeper) => sweeper.selects(source));
    return new ReplaySchedules(own, since);
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
    const { result, traces } = stepTraced(state, input, now, {
      source,
      limits: source.limits,
      flows,
      inGeofence: (id, latitude, longitude) => geofences.contains(id, latitude, longitude),
    });
    for (const change of result.timers) timers.put(change);
    const described = { documents: this.#documents, definitions: this.#catalogue };
    const reasons = new StepReasons(traces, described);
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
    const now = Number.NEGATIVE_INFINITY;
    const replayed: ReplayedSource = { source, state: createSource(), timers, schedules: null, now };
    this.#sources.set(source.deviceId, replayed);
    this.#deviceIds.set(source.id, source.deviceId);
    return replayed;
  }
}

/** What comes due next, until then; a timer goes before a schedule of the same time. */
function nextOf({ timers, schedules }: ReplayedSource, until: number): TimerInput | SweepInput | null {
  const timer = timers.take(Math.min(until, schedules?.nextAt ?? until));
  return timer === null ? (schedules?.take(until) ?? null) : { kind: 'timer', ...timer };
}
