import type {
  Branch,
  DeliveryOutcome,
  Effect,
  EffectRequest,
  JsonValue,
  Message,
  RunContext,
  Sample,
  SampleMode,
  Source,
  Timeliness,
} from '@signalbox/flow';
import { knownValue, putValue, putWritten, sampleAt } from './attribute-history.ts';
import type { SampleRecord } from './attribute-history.ts';
import type {
  CompiledFlow,
  CompiledNode,
  EngineInput,
  NodeFault,
  NodeStateChange,
  StepEnvironment,
  StepResult,
  Visit,
  WrittenAttribute,
} from './contract.ts';
import { inputIdentity } from './effect-id.ts';
import type { SourceState } from './source-state.ts';

const NO_EFFECTS: Effect[] = [];
const NO_CHANGES: NodeStateChange[] = [];
const NO_FAULTS: NodeFault[] = [];

/** What is the same for all nodes that one input makes run. */
export interface RunStart {
  readonly state: SourceState;
  readonly input: EngineInput;
  readonly now: number;
  readonly environment: StepEnvironment;
  readonly timeliness: Timeliness;
  /** The record that values written by flows belong to; `null` when they go nowhere. */
  readonly record: SampleRecord | null;
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

  readonly #state: SourceState;
  readonly #input: EngineInput;
  readonly #environment: StepEnvironment;
  readonly #record: SampleRecord | null;
  /** The time that the age of a value is counted to, Unix ms. */
  readonly #asOf: number;
  #identity = '';
  #flow: CompiledFlow;
  #node: CompiledNode;
  #ordinal = 0;

  #effects = NO_EFFECTS;
  #written: Record<string, WrittenAttribute> | null = null;
  #nodeStates = NO_CHANGES;
  readonly #visits: Visit[] = [];
  #faults = NO_FAULTS;

  constructor(start: RunStart, flow: CompiledFlow, node: CompiledNode) {
    const { input, environment, now } = start;
    this.now = now;
    this.source = environment.source;
    this.message = input.kind === 'message' ? input.message : null;
    this.timeliness = start.timeliness;
    this.outcome = input.kind === 'outcome' ? input.outcome : null;
    this.#state = start.state;
    this.#input = input;
    this.#environment = environment;
    this.#record = start.record;
    this.#asOf = this.message?.messageTime ?? now;
    this.#flow = flow;
    this.#node = node;
  }

  /** Runs one node and gives the branch it takes. A node that throws takes none. */
  visit(flow: CompiledFlow, node: CompiledNode): Branch {
    this.#flow = flow;
    this.#node = node;
    this.#ordinal = 0;
    let branch: Branch = null;
    try {
      branch = node.run(this);
    } catch (error) {
      this.#fault(error);
    }
    this.#visits.push(node.visits[branch ?? 'none']);
    return branch;
  }

  result(): StepResult {
    return {
      timeliness: this.timeliness,
      effects: this.#effects,
      written: this.#written,
      nodeStates: this.#nodeStates,
      visits: this.#visits,
      faults: this.#faults,
    };
  }

  attribute(name: string): JsonValue {
    if (this.#record === null) return this.#ownValue(name);
    return knownValue(this.#state.history, name, this.#asOf - this.#flow.staleAfterMs);
  }

  sample(name: string, index: number, mode: SampleMode): Sample | undefined {
    if (this.#record !== null) return sampleAt(this.#state.history, name, index, mode);
    const value = this.#ownValue(name);
    if (index !== 0 || value === null) return undefined;
    return { value, generationTime: this.#asOf, serverTime: this.message?.serverTime ?? this.now };
  }

  inGeofence(geofenceId: number, latitude: number, longitude: number): boolean | null {
    return this.#environment.inGeofence(geofenceId, latitude, longitude);
  }

  writeAttribute(name: string, value: JsonValue, generationTime?: number, serverTime?: number): void {
    const record = this.#record;
    // As a plain key this name would set the prototype of what is stored.
    if (record === null || name === '__proto__') return;
    this.#written ??= {};
    if (generationTime === undefined && serverTime === undefined) {
      putValue(this.#state.history, name, value, record);
      this.#written[name] = { value };
      return;
    }
    const written = {
      value,
      generationTime: generationTime ?? record.generationTime,
      serverTime: serverTime ?? record.serverTime,
    };
    putWritten(this.#state.history, name, written, record);
    this.#written[name] = written;
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
    return this.#state.nodeStates?.get(this.#node.stateKey);
  }

  writeState(state: JsonValue): void {
    const key = this.#node.stateKey;
    const states = (this.#state.nodeStates ??= new Map());
    if (states.get(key) === state) return;
    states.set(key, state);
    const change = { flowId: this.#flow.id, nodeId: this.#node.id, state };
    const last = this.#nodeStates.at(-1);
    if (last === undefined) this.#nodeStates = [change];
    else if (last.flowId === change.flowId && last.nodeId === change.nodeId)
      this.#nodeStates.splice(-1, 1, change);
    else this.#nodeStates.push(change);
  }

  /** A late record shows its nodes nothing but itself. */
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
