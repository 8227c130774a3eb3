import type {
  Branch,
  ConnectionChange,
  DeliveryOutcome,
  Effect,
  EffectRequest,
  JsonValue,
  Message,
  RecordTimes,
  RunContext,
  Sample,
  SampleMode,
  Source,
  Timeliness,
  WebhookAnswer,
} from '@signalbox/flow';
import { putValue, rowAt } from './attribute-history.ts';
import { knownValue, sampleAt } from './attribute-query.ts';
import type {
  CompiledFlow,
  CompiledNode,
  EngineInput,
  Exit,
  NodeFault,
  NodeStateChange,
  StepEnvironment,
  StepRecorder,
  StepResult,
  TimerChange,
  Visit,
  WrittenAttribute,
} from './contract.ts';
import { inputIdentity } from './effect-id.ts';
import { ownState } from './own-state.ts';
import { stampOf } from './row.ts';
import type { Stamp } from './row.ts';
import type { SourceState } from './source-state.ts';

const NO_EFFECTS: Effect[] = [];
const NO_CHANGES: NodeStateChange[] = [];
const NO_TIMERS: TimerChange[] = [];
const NO_FAULTS: NodeFault[] = [];

/** What is the same for all nodes that one input makes run. */
export interface RunStart {
  readonly state: SourceState;
  readonly input: EngineInput;
  readonly now: number;
  readonly environment: StepEnvironment;
  readonly timeliness: Timeliness;
}

/**
 * The context of all nodes that one input makes run, one after the other. It is one object per
 * input, not one per node, and gathers the step's result.
 */
export class Run implements RunContext {
  readonly now: number;
  readonly source: Source;
  readonly message: Message | null;
  readonly timeliness: Timeliness;
  readonly outcome: DeliveryOutcome | null;
  readonly response: WebhookAnswer | null;
  readonly connection: ConnectionChange | null;
  readonly occurrence: number | null;
  readonly begun: number | null;
  arrived = true;

  readonly #state: SourceState;
  readonly #input: EngineInput;
  readonly #environment: StepEnvironment;
  readonly #recorder: StepRecorder | null;
  /** Nodes that run for a late record see nothing but the record and write no attributes. */
  readonly #isLate: boolean;
  /** The time that the age of a value is counted to, Unix ms. */
  readonly #asOf: number;
  #identity = '';
  #flow: CompiledFlow;
  #node: CompiledNode;
  #ordinal = 0;

  #effects = NO_EFFECTS;
  #written: Record<string, WrittenAttribute> | null = null;
  #nodeStates = NO_CHANGES;
  #timers = NO_TIMERS;
  readonly #visits: Visit[] = [];
  #faults = NO_FAULTS;

  constructor(start: RunStart, flow: CompiledFlow, node: CompiledNode) {
    const { input, environment, now } = start;
    this.now = now;
    this.source = environment.source;
    this.message = input.kind === 'message' ? input.message : null;
    this.timeliness = start.timeliness;
    this.outcome = input.kind === 'outcome' ? input.outcome : null;
    this.response = this.outcome?.response ?? null;
    this.connection = input.kind === 'connection' ? input.change : null;
    this.occurrence = input.kind === 'schedule' ? input.at : null;
    this.begun = input.kind === 'begin' ? input.at : null;
    this.#state = start.state;
    this.#input = input;
    this.#environment = environment;
    this.#recorder = environment.recorder ?? null;
    this.#isLate = start.timeliness === 'late';
    this.#asOf = this.message?.messageTime ?? now;
    this.#flow = flow;
    this.#node = node;
  }

  /** Runs one node and gives the exit it takes. A node that throws takes none. */
  visit(flow: CompiledFlow, node: CompiledNode, arrived: boolean): Exit {
    this.#flow = flow;
    this.#node = node;
    this.#ordinal = 0;
    this.arrived = arrived;
    if (this.#recorder !== null) return this.#visitRecorded(this.#recorder);
    const exit = this.#runNode();
    this.#visits.push(exit.visit);
    return exit;
  }

  #runNode(): Exit {
    const node = this.#node;
    let branch: Branch = null;
    try {
      branch = node.run(this);
    } catch (error) {
      this.#fault(error);
    }
    const { exits } = node;
    return branch === null ? exits.none : (exits[branch] ?? exits.none);
  }

  #visitRecorded(recorder: StepRecorder): Exit {
    const effects = this.#effects.length;
    const faults = this.#faults.length;
    recorder.enter(this.#flow, this.#node, this);
    const exit = this.#runNode();
    this.#visits.push(exit.visit);
    const fault = this.#faults[faults]?.message ?? null;
    recorder.leave(this.#flow, exit, this.#effects.slice(effects), fault);
    return exit;
  }

  result(): StepResult {
    return {
      timeliness: this.timeliness,
      effects: this.#effects,
      written: this.#written,
      nodeStates: this.#nodeStates,
      timers: this.#timers,
      visits: this.#visits,
      faults: this.#faults,
    };
  }

  attribute(name: string): JsonValue {
    if (this.#isLate) return this.#ownValue(name);
    return knownValue(this.#state.history, name, this.#asOf - this.#flow.staleAfterMs);
  }

  sample(name: string, index: number, mode: SampleMode): Sample | undefined {
    if (!this.#isLate) return sampleAt(this.#state.history, name, index, mode);
    const value = this.#ownValue(name);
    if (index !== 0 || value === null) return undefined;
    return { value, generationTime: this.#asOf, serverTime: this.message?.serverTime ?? this.now };
  }

  inGeofence(geofenceId: number, latitude: number, longitude: number): boolean | null {
    return this.#environment.inGeofence(geofenceId, latitude, longitude);
  }

  writeAttribute(name: string, value: JsonValue, generationTime?: number, serverTime?: number): void {
    // As a plain key this name would set the prototype of what is stored.
    if (this.#isLate || name === '__proto__') return;
    // What JSON cannot hold would be something else after a restart.
    const kept = typeof value === 'number' && !Number.isFinite(value) ? null : value;
    const stamp = this.#ownStamp(generationTime, serverTime);
    putValue(this.#state.history, name, kept, stamp);
    this.#written ??= {};
    this.#recorder?.wrote(name, kept);
    this.#written[name] = stamp === null ? { value: kept } : { value: kept, ...stamp };
  }

  emit(request: EffectRequest): void {
    if (this.#identity === '') this.#identity = `${this.source.id}.${inputIdentity(this.#input)}.`;
    const node = this.#node;
    const effect = {
      ...request,
      id: `${node.idPrefix}${this.#identity}${this.#ordinal}`,
      origin: {
        flowId: this.#flow.id,
        flowVersion: this.#flow.version,
        nodeId: node.id,
        sourceId: this.source.id,
      },
    };
    this.#ordinal += 1;
    if (this.#effects === NO_EFFECTS) this.#effects = [effect];
    else this.#effects.push(effect);
  }

  readState(): JsonValue | undefined {
    return ownState(this.#state, this.#node);
  }

  writeState(state: JsonValue): void {
    const key = this.#node.stateKey;
    const states = (this.#state.nodeStates ??= new Map());
    // An object is taken as new: a node may have changed it in place.
    const kept = states.get(key);
    const { id, meaning } = this.#node;
    const isPlain = state === null || typeof state !== 'object';
    if (isPlain && kept?.meaning === meaning && kept.state === state) return;
    const change = { flowId: this.#flow.id, nodeId: id, state, meaning };
    states.set(key, change);
    const last = this.#nodeStates.at(-1);
    if (last === undefined) this.#nodeStates = [change];
    else if (last.flowId === change.flowId && last.nodeId === change.nodeId)
      this.#nodeStates.splice(-1, 1, change);
    else this.#nodeStates.push(change);
  }

  get timer(): string | null {
    const input = this.#input;
    if (input.kind !== 'timer') return null;
    return input.nodeId === this.#node.id && input.flowId === this.#flow.id ? input.name : null;
  }

  get lastRecord(): RecordTimes | null {
    const row = rowAt(this.#state.history, 0);
    return row === undefined ? null : stampOf(row);
  }

  setTimer(name: string, at: number, timeliness: Timeliness = this.timeliness): void {
    this.#changeTimer(name, at, timeliness);
  }

  cancelTimer(name: string): void {
    this.#changeTimer(name, null, this.timeliness);
  }

  #changeTimer(name: string, at: number | null, timeliness: Timeliness): void {
    const flowId = this.#flow.id;
    const { id: nodeId, meaning } = this.#node;
    const change = { flowId, nodeId, name, at, timeliness, meaning };
    const others = this.#timers.filter(
      (other) => other.flowId !== flowId || other.nodeId !== nodeId || other.name !== name,
    );
    this.#timers = [...others, change];
  }

  /** The times of a written value; `null` when they are those of the record it is written on. */
  #ownStamp(generationTime: number | undefined, serverTime: number | undefined): Stamp | null {
    if (this.message !== null && generationTime === undefined && serverTime === undefined) return null;
    return {
      generationTime: generationTime ?? this.#asOf,
      serverTime: serverTime ?? this.message?.serverTime ?? this.now,
    };
  }

  #ownValue(name: string): JsonValue {
    const attributes = this.message?.attributes;
    return attributes !== undefined && Object.hasOwn(attributes, name) ? (attributes[name] ?? null) : null;
  }

  #fault(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const fault = { flowId: this.#flow.id, nodeId: this.#node.id, message };
    if (this.#faults === NO_FAULTS) this.#faults = [fault];
    else this.#faults.push(fault);
  }
}
