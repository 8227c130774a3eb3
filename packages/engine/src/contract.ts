import type {
  Branch,
  DeliveryOutcome,
  EdgeType,
  Effect,
  JsonValue,
  Message,
  NodeDefinition,
  NodeRun,
  NodeRuntime,
  Source,
  Timeliness,
  TimelinessLimits,
} from '@signalbox/flow';

/** The node types that exist, handed in by the app; the engine knows none by name. */
export interface NodeCatalogue {
  definition(type: string): NodeDefinition | undefined;
  runtime(type: string): NodeRuntime | undefined;
}

/** A node that ran, for live counters and traces. */
export interface Visit {
  readonly flowId: number;
  readonly nodeId: number;
  readonly branch: Branch;
}

/** What happens when a node takes a branch. Made once: it is so for every message. */
export interface Exit {
  readonly visit: Visit;
  /** Indexes into the flow's `nodes`, ascending. */
  readonly successors: readonly number[];
}

/** A node made ready to run. */
export interface CompiledNode {
  readonly id: number;
  readonly run: NodeRun;
  readonly acceptsLate: boolean;
  readonly exits: Readonly<Record<EdgeType | 'none', Exit>>;
  /** Key of the node's state among all states of a source. */
  readonly stateKey: number;
  /** Begin of the ids of its effects. */
  readonly idPrefix: string;
}

/** A flow made ready to run, the same for all sources. */
export interface CompiledFlow {
  readonly id: number;
  readonly version: number;
  /** Last known values older than this are no value, ms. */
  readonly staleAfterMs: number;
  /** In topological order: whatever follows a node has a higher index. */
  readonly nodes: readonly CompiledNode[];
  readonly indexOf: ReadonlyMap<number, number>;
  /** Scratch marks of a run, one per node; all zero between runs. */
  readonly active: Uint8Array;
  /** Whether any node runs for `late` records. */
  readonly acceptsLate: boolean;
  /**
   * The only sources that the flow can choose; `null` when that cannot be told from its data.
   */
  readonly candidates: readonly number[] | null;
  /** The flow as it starts for this source, or `null` when the source is not in the flow. */
  bind(source: Source): BoundFlow | null;
}

/** A flow together with the nodes where it starts for some source. */
export interface BoundFlow {
  readonly flow: CompiledFlow;
  /** Indexes into the flow's nodes, ascending; never empty. */
  readonly entries: readonly number[];
}

/** What one input may be. Every input belongs to one source. */
export type EngineInput = MessageInput | OutcomeInput;

export interface MessageInput {
  readonly kind: 'message';
  readonly message: Message;
  /** The store already holds a record of this source with this time and content. */
  readonly known: boolean;
}

export interface OutcomeInput {
  readonly kind: 'outcome';
  readonly flowId: number;
  readonly nodeId: number;
  readonly outcome: DeliveryOutcome;
}

/** A value that a flow wrote. Times (Unix ms) are given where they are not the record's own. */
export type WrittenAttribute = {
  readonly value: JsonValue;
  readonly generationTime?: number;
  readonly serverTime?: number;
};

export type WrittenAttributes = Readonly<Record<string, WrittenAttribute>>;

/** A node that threw: a bug in the node, kept from harming the rest. */
export interface NodeFault {
  readonly flowId: number;
  readonly nodeId: number;
  readonly message: string;
}

export interface StepResult {
  /** `live` for inputs that are no message. */
  readonly timeliness: Timeliness;
  readonly effects: readonly Effect[];
  /**
   * Attributes that flows wrote; `null` when none were. They are kept with the message. An outcome
   * has no message to keep them with: commit a snapshot of the source instead.
   */
  readonly written: WrittenAttributes | null;
  /** Node states that changed. */
  readonly nodeStates: readonly NodeStateChange[];
  readonly visits: readonly Visit[];
  readonly faults: readonly NodeFault[];
}

export interface NodeStateChange {
  readonly flowId: number;
  readonly nodeId: number;
  readonly state: JsonValue;
}

/** What formulas ask about the world beside attributes. */
export interface Surroundings {
  /** Whether a position lies in a geofence; `null` when there is no such geofence. */
  inGeofence(geofenceId: number, latitude: number, longitude: number): boolean | null;
}

/** Everything `step` needs beside the state and the input. */
export interface StepEnvironment extends Surroundings {
  readonly source: Source;
  readonly limits: TimelinessLimits;
  /** The flows that the source is in, in the order they run. */
  readonly flows: readonly BoundFlow[];
}
