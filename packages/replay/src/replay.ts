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
import type { FlowTrace, Message, PublishedFlow, UnsentReason } from '@signalbox/flow';
import type { GeofenceIndex, SourceRecord } from '@signalbox/runtime';
import type { AssumedDeliveries, TakenEffects } from './assumed-deliveries.ts';
import { choosingEveryDevice } from './every-device.ts';
import { ReplaySchedules } from './replay-schedules.ts';
import { ReplayTimers } from './replay-timers.ts';
import { SeenRecords } from './seen-records.ts';

export interface ReplayOptions {
  readonly flows: readonly PublishedFlow[];
  /** The devices that exist; `null`: each that the recording names, and every flow takes all of them. */
  readonly devices: readonly SourceRecord[] | null;
  readonly catalogue: NodeCatalogue;
  readonly geofences: GeofenceIndex;
  /** What becomes of what the flows ask for; left out: nothing does, and no success or failure is run. */
  readonly deliveries?: AssumedDeliveries;
}

/** A record as it came in once. */
export interface ReplayRecord {
  readonly deviceId: string;
  readonly message: Message;
  /** When the server got it, Unix ms; `null` when nobody knows: then when it was made. */
  readonly receivedAt: number | null;
}

/** What the flows made of one record, timer, schedule or end of a delivery. */
export interface ReplayedStep {
  /** Server time, Unix ms. */
  readonly now: number;
  readonly result: StepResult;
  /** One per flow that it could start. */
  readonly traces: readonly FlowTrace[];
  /** By id, effects that would not have gone out. */
  readonly unsent: ReadonlyMap<string, UnsentReason>;
  /** Whether any flow chooses the device. */
  readonly isInFlow: boolean;
  /** The step of the record itself, not of what came due before it or followed from it. */
  readonly isRecord: boolean;
  /** Ends of deliveries that are not run: too much followed from one record, timer or schedule. */
  readonly outcomesLeftOut: number;
  /** The source as this step left it: to be read before the next one. */
  readonly state: SourceState;
}

/** What became of one record. */
export type ReplayedRecord =
  | {
      readonly kind: 'stepped';
      /**
       * In their order: what came due before the record, the record, what its deliveries led to. Each is made
       * when it is asked for, and all of them must be before anything else is asked of the replay.
       */
      readonly steps: Generator<ReplayedStep>;
    }
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

/** Two actions behind the success wires of both before them double the ends of deliveries with each layer. */
export const MAX_OUTCOMES = 1000;

const NOTHING_TAKEN: TakenEffects = { unsent: new Map(), outcomes: [] };

/**
 * Runs flows over recorded telemetry in virtual time: the pure engine, without store, deliveries
 * and clock. Sources are independent of each other, so each has its own time.
 */
export class Replay {
  readonly #options: ReplayOptions;
  readonly #program: Program;
  readonly #sources = new Map<string, ReplayedSource>();
  readonly #deviceIds = new Map<number, string>();
  readonly #seen = new SeenRecords();

  /** @throws {FlowCompileError} for the first flow that cannot run */
  constructor(options: ReplayOptions) {
    this.#options = options;
    const { catalogue, devices } = options;
    this.#program = createProgram(
      options.flows,
      devices === null ? choosingEveryDevice(catalogue) : catalogue,
    );
    const [fault] = this.#program.errors;
    if (fault) throw fault;
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

  /** Takes a record in, after what comes due before it: as its steps are asked for. */
  take(record: ReplayRecord): ReplayedRecord {
    const { deviceId, message, receivedAt } = record;
    const given = receivedAt ?? message.messageTime;
    const replayed = this.#sources.get(deviceId) ?? this.#meet(deviceId);
    if (!replayed) return { kind: 'unknown_device', now: given ?? 0 };
    const now = Math.max(replayed.now, given ?? Number.NEGATIVE_INFINITY);
    if (now === Number.NEGATIVE_INFINITY) return { kind: 'undated' };
    return { kind: 'stepped', steps: this.#takeIn(replayed, message, now) };
  }

  /**
   * Lets time pass for one device, if it was heard of, earliest first. `take` does so by itself; this is
   * for those who must not be held up by a long time in which much comes due.
   * @param until Unix ms
   */
  *wait(deviceId: string, until: number): Generator<ReplayedStep> {
    const replayed = this.#sources.get(deviceId);
    if (replayed !== undefined && replayed.schedules !== null) yield* this.#passTime(replayed, until);
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
      yield* this.#run(replayed, due);
    }
  }

  #schedulesOf(source: SourceRecord, since: number): ReplaySchedules {
    const own = this.#program.sweepers.filter((sweeper) => sweeper.selects(source));
    return new ReplaySchedules(own, since);
  }

  *#takeIn(replayed: ReplayedSource, message: Message, now: number): Generator<ReplayedStep> {
    yield* this.#passTime(replayed, now);
    replayed.now = now;
    const { source } = replayed;
    replayed.schedules ??= this.#schedulesOf(source, now);
    const given = { ...message, serverTime: now };
    const [record = given] = sortPacket([given], now, source.limits);
    const known = record.messageTime !== null && this.#seen.add(source.id, record.messageTime, record.hash);
    yield* this.#run(replayed, { kind: 'message', message: record, known });
  }

  /** A step, and the steps that the ends of its deliveries lead to, each before the next delivery's. */
  *#run(replayed: ReplayedSource, first: EngineInput): Generator<ReplayedStep> {
    const waiting = [first];
    let left = MAX_OUTCOMES;
    for (let input = waiting.pop(); input !== undefined; input = waiting.pop()) {
      const { outcomes, ...step } = this.#step(replayed, input);
      const run = outcomes.slice(0, left);
      left -= run.length;
      waiting.push(...run.toReversed());
      yield { ...step, outcomesLeftOut: outcomes.length - run.length };
    }
  }

  #step(replayed: ReplayedSource, input: EngineInput) {
    const { geofences, deliveries } = this.#options;
    const { now, source, state, timers } = replayed;
    const flows = this.#program.flowsFor(source);
    const { result, traces } = stepTraced(state, input, now, {
      source,
      limits: source.limits,
      flows,
      inGeofence: (id, latitude, longitude) => geofences.contains(id, latitude, longitude),
    });
    for (const change of result.timers) timers.put(change);
    const taken = deliveries?.take(result.effects, { replayed, program: this.#program }) ?? NOTHING_TAKEN;
    const isRecord = input.kind === 'message';
    return { now, result, traces, ...taken, isInFlow: flows.length > 0, isRecord, state };
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
