import { createProgram } from '@signalbox/engine';
import type { NodeCatalogue, NodeFault } from '@signalbox/engine';
import type { Effect, PublishedFlow, Timeliness, UnsentReason } from '@signalbox/flow';
import { withUnsent } from '@signalbox/runtime';
import type { GeofenceIndex, SourceDirectory, SourceRecord } from '@signalbox/runtime';
import { ActionKinds } from './action-kinds.ts';
import type { ActionKind } from './action-kinds.ts';
import { AssumedDeliveries } from './assumed-deliveries.ts';
import type { AssumedEnd } from './assumed-deliveries.ts';
import { choosingEveryDevice } from './every-device.ts';
import { KeptSteps } from './kept-steps.ts';
import type { TestedStep } from './tested-step.ts';
import { FigureBook } from './node-figures.ts';
import type { NodeFigures } from './node-figures.ts';
import { Replay } from './replay.ts';
import type { ReplayedStep, ReplayRecord } from './replay.ts';
import { ActionBook } from './tested-action.ts';
import type { AskedAt, TestedAction } from './tested-action.ts';

export interface TestRunOptions {
  readonly flow: PublishedFlow;
  /** The device whose records they are. */
  readonly source: SourceRecord;
  readonly catalogue: NodeCatalogue;
  readonly geofences: GeofenceIndex;
  readonly directory: Pick<SourceDirectory, 'refusalOf' | 'engineDutyOf'>;
  /** How every delivery is taken to end. */
  readonly end: AssumedEnd;
  /** What people call an action: those of one name are counted together. */
  readonly nameOf: (effect: Effect) => string;
  /** Run it though it does not choose the device. */
  readonly isForced?: boolean;
}

/** A record of a test. */
export interface TestRecord extends ReplayRecord {
  /** False: it is decided so that the flow knows what was before, and counted nowhere. */
  readonly isCounted: boolean;
}

export interface TestResult {
  /** Records that were counted, by how they were classed. */
  readonly records: Readonly<Partial<Record<Timeliness, number>>>;
  /** Steps beside those of records: timers, schedules, ends of deliveries. */
  readonly otherSteps: number;
  readonly nodes: readonly NodeFigures[];
  /** What would have gone out, in the order of time. */
  readonly actions: readonly TestedAction[];
  /** Actions beyond those. */
  readonly actionsLeftOut: number;
  /** How many of all there are of each kind, most frequent first. */
  readonly kinds: readonly ActionKind[];
  /** What would not have gone out. */
  readonly unsent: Readonly<Record<UnsentReason, number>>;
  /** The first failures of nodes. */
  readonly faults: readonly NodeFault[];
  readonly steps: readonly TestedStep[];
  /** Steps that asked for something or failed beyond those. */
  readonly stepsLeftOut: number;
  /** Ends of deliveries that were not run: too much followed from one record, timer or schedule. */
  readonly outcomesLeftOut: number;
}

/** More than these are counted, not kept. */
export const MAX_ACTIONS = 20_000;
const MAX_FAULTS = 20;
/** Bodies of webhooks that are kept: each may have tens of kilobytes. */
const MAX_BODIES = 200;

/** Whether any trigger of the flow chooses the device; `null` for a flow that cannot run. */
export function choosesDevice(
  flow: PublishedFlow,
  source: SourceRecord,
  catalogue: NodeCatalogue,
): boolean | null {
  const program = createProgram([flow], catalogue);
  return program.errors.length > 0 ? null : program.flowsFor(source).length > 0;
}

/** Runs one flow over records of one device, with nothing sent, and keeps what people ask about. */
export class TestRun {
  readonly #replay: Replay;
  readonly #source: SourceRecord;
  readonly #describer: ActionBook;
  readonly #nameOf: TestRunOptions['nameOf'];
  readonly #kinds = new ActionKinds();
  readonly #figures = new FigureBook();
  readonly #steps = new KeptSteps();
  readonly #records: Partial<Record<Timeliness, number>> = {};
  readonly #actions: TestedAction[] = [];
  readonly #unsent: Record<UnsentReason, number> = { not_needed: 0, paused: 0 };
  readonly #faults: NodeFault[] = [];
  #actionsLeftOut = 0;
  #outcomesLeftOut = 0;
  #stepCount = 0;
  #recordCount = 0;

  /** @throws {FlowCompileError} when the flow cannot run */
  constructor(options: TestRunOptions) {
    const { catalogue, directory, flow, geofences, source } = options;
    this.#source = source;
    this.#nameOf = options.nameOf;
    this.#describer = new ActionBook(directory, geofences);
    this.#replay = new Replay({
      flows: [flow],
      devices: [source],
      catalogue: options.isForced === true ? choosingEveryDevice(catalogue) : catalogue,
      geofences,
      deliveries: new AssumedDeliveries({ end: options.end, directory }),
    });
  }

  /**
   * Goes through the records, and yields after each little piece of work, so that others have their turn.
   * @param records in the order in which the server got them; each is asked for when its turn comes
   * @param until time passes up to here after the last record, Unix ms
   */
  *run(records: Iterable<TestRecord>, until: number): Generator<undefined, TestResult> {
    let hasBegun = false;
    for (const record of records) {
      const due = record.receivedAt ?? record.message.messageTime;
      const waited = due === null ? [] : this.#replay.wait(record.deviceId, due);
      for (const step of waited) yield* this.#take(step, hasBegun);
      hasBegun ||= record.isCounted;
      yield* this.#takeRecord(record);
    }
    for (const { step } of this.#replay.finish(until)) yield* this.#take(step, hasBegun);
    return yield* this.#result();
  }

  *#takeRecord(record: TestRecord): Generator<undefined, void> {
    const replayed = this.#replay.take(record);
    if (replayed.kind !== 'stepped') return;
    for (const step of replayed.steps) {
      if (step.isRecord && record.isCounted) this.#countRecord(step);
      yield* this.#take(step, record.isCounted);
    }
  }

  #countRecord({ result: { timeliness } }: ReplayedStep): void {
    this.#records[timeliness] = (this.#records[timeliness] ?? 0) + 1;
    this.#recordCount += 1;
  }

  *#take(step: ReplayedStep, isCounted: boolean): Generator<undefined, void> {
    yield;
    if (!isCounted) return;
    const ordinal = this.#stepCount;
    this.#stepCount += 1;
    const { outcomesLeftOut, result, traces, unsent } = step;
    this.#outcomesLeftOut += outcomesLeftOut;
    for (const visit of result.visits) this.#figures.visit(visit);
    for (const fault of result.faults) this.#takeFault(fault);
    for (const trace of traces) this.#steps.take({ ordinal, trace: withUnsent(trace, unsent) });
    yield* this.#takeEffects(step, ordinal);
  }

  #takeFault(fault: NodeFault): void {
    this.#figures.fault(fault);
    if (this.#faults.length < MAX_FAULTS) this.#faults.push(fault);
  }

  *#takeEffects(step: ReplayedStep, ordinal: number): Generator<undefined, void> {
    const { now, result, state, traces, unsent } = step;
    const messageTime = traces[0]?.messageTime ?? null;
    const asked = { step: ordinal, now, messageTime, sourceId: this.#source.id, state };
    for (const effect of result.effects) {
      const reason = unsent.get(effect.id) ?? null;
      this.#figures.effect(effect, reason);
      if (reason !== null) this.#unsent[reason] += 1;
      else this.#takeAction(effect, asked);
      yield;
    }
  }

  #takeAction(effect: Effect, asked: AskedAt): void {
    this.#kinds.count(this.#nameOf(effect));
    if (this.#actions.length >= MAX_ACTIONS) {
      this.#actionsLeftOut += 1;
      return;
    }
    const action = this.#describer.describe(effect, asked);
    this.#actions.push(this.#actions.length < MAX_BODIES ? action : withoutBody(action));
  }

  *#result(): Generator<undefined, TestResult> {
    const { steps, leftOut } = yield* this.#steps.list();
    return {
      records: this.#records,
      otherSteps: this.#stepCount - this.#recordCount,
      nodes: this.#figures.list(),
      actions: this.#actions,
      actionsLeftOut: this.#actionsLeftOut,
      kinds: this.#kinds.list(),
      unsent: this.#unsent,
      faults: this.#faults,
      steps,
      stepsLeftOut: leftOut,
      outcomesLeftOut: this.#outcomesLeftOut,
    };
  }
}

function withoutBody(action: TestedAction): TestedAction {
  const { effect } = action;
  if (effect.kind !== 'webhook') return action;
  return { ...action, effect: { ...effect, request: { ...effect.request, body: null } } };
}
