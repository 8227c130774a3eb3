import type {
  Branch,
  ConnectionChange,
  DeliveryOutcome,
  Effect,
  JsonValue,
  Message,
  NextTime,
  NodeDefinition,
  NodeExplain,
  NodeRun,
  NodeRuntime,
  NodeView,
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

/** What a trace needs of a node beside its visit. */
export interface NodeExplanation {
  /** Attributes that the node reads. */
  readonly reads: readonly string[];
  readonly explain: NodeExplain;
}

/** A node made ready to run. */
export interface CompiledNode {
  readonly id: number;
  readonly type: string;
  readonly run: NodeRun;
  /** Made ready when a trace first asks: most nodes are never asked. Throws what the node's type throws. */
  readonly explanation: () => NodeExplanation;
  readonly acceptsLate: boolean;
  /** By way out; one that is not here leads nowhere. */
  readonly exits: { readonly none: Exit; readonly [port: string]: Exit | undefined };
  /** Hash of what the node's state and timers depend on; those of another meaning are not its own. */
  readonly meaning: number;
  /** Key of the node's state among all states of a source. */
  readonly stateKey: number;
  /** Begin of the ids of its effects. */
  readonly idPrefix: string;
}

/** A flow made ready to run, the same for all sources. */
export interface CompiledFlow {
  readonly id: number;
  readonly version: number;
  /** Effects per source and minute beyond which the flow is paused for the source. */
  readonly maxEffectsPerMin: number;
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
  /** Indexes of nodes that may also run for messages that no wire brings to them, ascending. */
  readonly watchers: readonly number[];
  /** Nodes that run for all their sources at some occasion, without a message of theirs. */
  readonly sweepers: readonly Sweeper[];
  /** The flow as it starts for this source, or `null` when the source is not in the flow. */
  bind(source: Source): BoundFlow | null;
}

/** A flow together with the nodes where it starts for some source. */
export interface BoundFlow {
  readonly flow: CompiledFlow;
  /** Where a message starts it: indexes into the flow's nodes, ascending. */
  readonly entries: readonly number[];
  /** Where a change of the device's link starts it. */
  readonly connectionEntries: readonly number[];
  /** Where a schedule may start it: at the one whose it is. */
  readonly scheduleEntries: readonly number[];
}

/** A node that runs for all its sources at some occasion, without a message of theirs. */
export interface Sweeper {
  readonly flowId: number;
  readonly nodeId: number;
  /** `CompiledNode.meaning`: an occasion of another meaning is not its own. */
  readonly meaning: number;
  /** `schedule`: at every time that comes next; `begin`: once, when it begins to watch its sources. */
  readonly occasion: 'schedule' | 'begin';
  readonly nextTime: NextTime;
  /** The only sources that it can choose, ascending; `null` when it may be any. */
  readonly candidates: readonly number[] | null;
  selects(source: Source): boolean;
}

/** What one input may be. Every input belongs to one source. */
export type EngineInput = MessageInput | OutcomeInput | TimerInput | ConnectionInput | SweepInput;

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

/** A stored timer that came due. */
export interface TimerInput {
  readonly kind: 'timer';
  readonly flowId: number;
  readonly nodeId: number;
  readonly name: string;
  /** When it was to come due, server time, Unix ms: tells it from the next one of its name. */
  readonly at: number;
  readonly timeliness: Timeliness;
  readonly meaning: number;
}

/** The device's link changed. */
export interface ConnectionInput {
  readonly kind: 'connection';
  readonly change: ConnectionChange;
  /** Server time, Unix ms. */
  readonly at: number;
}

/** A node's occasion to run for all its sources: this is the turn of one of them. */
export interface SweepInput {
  readonly kind: Sweeper['occasion'];
  readonly flowId: number;
  readonly nodeId: number;
  /** The schedule's time, or since when the node watches the source; server time, Unix ms. */
  readonly at: number;
  readonly meaning: number;
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
  /** Timers that were set or cancelled, each name at most once per node. */
  readonly timers: readonly TimerChange[];
  readonly visits: readonly Visit[];
  readonly faults: readonly NodeFault[];
}

export interface NodeStateChange {
  readonly flowId: number;
  readonly nodeId: number;
  readonly state: JsonValue;
  /** `CompiledNode.meaning` of the writer; 0 fits any: it was not kept in earlier versions. */
  readonly meaning: number;
}

export interface TimerChange {
  readonly flowId: number;
  readonly nodeId: number;
  readonly name: string;
  /** When it comes due, server time, Unix ms; `null` when it was cancelled. */
  readonly at: number | null;
  readonly timeliness: Timeliness;
  readonly meaning: number;
}

/** What formulas ask about the world beside attributes. */
export interface Surroundings {
  /** Whether a position lies in a geofence; `null` when there is no such geofence. */
  inGeofence(geofenceId: number, latitude: number, longitude: number): boolean | null;
}

/** Writes down a step while it happens. Changes nothing and never throws. */
export interface StepRecorder {
  /** A node is about to run; `view` is what it will see. */
  enter(flow: CompiledFlow, node: CompiledNode, view: NodeView): void;
  /** The node at hand wrote an attribute. */
  wrote(name: string, value: JsonValue): void;
  /** The node ran. @param fault what it failed with */
  leave(flow: CompiledFlow, exit: Exit, effects: readonly Effect[], fault: string | null): void;
  /** A late record came to a node that takes none. */
  heldBack(flow: CompiledFlow, node: CompiledNode): void;
}

/** Everything `step` needs beside the state and the input. */
export interface StepEnvironment extends Surroundings {
  readonly source: Source;
  readonly limits: TimelinessLimits;
  /** The flows that the source is in, in the order they run. */
  readonly flows: readonly BoundFlow[];
  /** Left out where nobody will ask why. */
  readonly recorder?: StepRecorder;
}
