import type {
  Branch,
  DeliveryOutcome,
  Effect,
  JsonValue,
  Message,
  NodeDefinition,
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

/** A flow made ready to run. Opaque outside the engine but for these fields. */
export interface CompiledFlow {
  readonly id: number;
  readonly version: number;
  /** Nodes that start the flow for this source; empty when the source is not in the flow. */
  entriesFor(source: Source): readonly number[];
}

/** What one input may be. Every input belongs to one source. */
export type EngineInput =
  | {
      readonly kind: 'message';
      readonly message: Message;
      /** The store already holds a record of this source with this time and content. */
      readonly known: boolean;
    }
  | {
      readonly kind: 'outcome';
      readonly flowId: number;
      readonly nodeId: number;
      readonly outcome: DeliveryOutcome;
    };

/** A node that ran, for live counters and traces. */
export interface Visit {
  readonly flowId: number;
  readonly nodeId: number;
  readonly branch: Branch;
}

export interface StepResult {
  /** `live` for inputs that are no message. */
  readonly timeliness: Timeliness;
  readonly effects: readonly Effect[];
  /** Attributes that flows wrote, to be kept with the message; `null` when none were. */
  readonly written: Readonly<Record<string, JsonValue>> | null;
  /** Node states that changed. */
  readonly nodeStates: readonly NodeStateChange[];
  readonly visits: readonly Visit[];
}

export interface NodeStateChange {
  readonly flowId: number;
  readonly nodeId: number;
  readonly state: JsonValue;
}

/** Everything `step` needs beside the state and the input. */
export interface StepEnvironment {
  readonly source: Source;
  readonly limits: TimelinessLimits;
  readonly flows: readonly CompiledFlow[];
  inGeofence(geofenceId: number, latitude: number, longitude: number): boolean | null;
}
