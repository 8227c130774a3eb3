import type { z } from 'zod';
import type { EdgeType, FlowNode } from './document.ts';
import type { EffectRequest } from './effect.ts';
import type { JsonValue, Message, Source, Timeliness } from './message.ts';

/** A fault in one field of a node's data. `path` is relative to `data`, as in `actions[0].number`. */
export interface FieldProblem {
  readonly severity: 'error' | 'warning';
  readonly path: string;
  readonly message: string;
}

export const NODE_CATEGORIES = ['trigger', 'process', 'condition', 'action'] as const;
export type NodeCategory = (typeof NODE_CATEGORIES)[number];

/** Pictures that a node type may carry; the editor draws one for each. */
export const NODE_ICONS = ['antenna', 'formula', 'fork', 'power', 'webhook'] as const;
export type NodeIconName = (typeof NODE_ICONS)[number];

/**
 * What everyone needs to know of a node type: editor, graph checks, import, documentation.
 * One per folder of `packages/nodes`. Shared code never asks for a type by name; it asks
 * the definition.
 */
export interface NodeDefinition<Data = unknown> {
  readonly type: string;
  readonly title: string;
  /** One sentence for the palette, in the user's words. */
  readonly description: string;
  readonly category: NodeCategory;
  /** Left out, the category's picture stands in. */
  readonly icon?: NodeIconName;
  /** Parses `data`, fills defaults. Defaults live here and nowhere else. */
  readonly schema: z.ZodType<Data>;
  /** Edge types that may leave the node; empty = the flow ends here. */
  readonly edges: readonly EdgeType[];
  /** One line on the node's tile: "speed > 80, once per change". */
  summary(data: Data): string;
  /** Faults that a schema cannot see: formulas, templates, contradictions. */
  check?(data: Data): readonly FieldProblem[];
  /** Attributes that the node writes, for completion and checks. */
  writes?(data: Data): readonly string[];
  /** Attributes that the node reads, for checks. */
  reads?(data: Data): readonly string[];
  /** The stored data, valid or not, without secrets: what an export may show. */
  withoutSecrets?(data: FlowNode['data']): FlowNode['data'];
}

/** The node types that exist, handed in: nothing shared knows one by name. */
export interface NodeDefinitions {
  definition(type: string): NodeDefinition | undefined;
}

/** A value that was an attribute's at some time. */
export interface Sample {
  readonly value: JsonValue;
  /** Unix ms, the device's clock. */
  readonly generationTime: number;
  /** Unix ms, the server's clock. */
  readonly serverTime: number;
}

/** `all` counts every message of the source, `valid` only those where the attribute had a value. */
export type SampleMode = 'all' | 'valid';

/** The attributes of one source as of the message at hand. */
export interface AttributeView {
  /** Server time, Unix ms, handed in. */
  readonly now: number;
  /** The last known value, not older than the flow's `stale_after_s`; `null` is no value. */
  attribute(name: string): JsonValue;
  /** The index-th newest value, 0 = newest, at most 11; `undefined` where there is none. */
  sample(name: string, index: number, mode: SampleMode): Sample | undefined;
  /** Whether a position lies in a geofence; `null` when there is no such geofence. */
  inGeofence(geofenceId: number, latitude: number, longitude: number): boolean | null;
}

/** How an earlier delivery of this node's flow ended; starts a run at the node's wires. */
export interface DeliveryOutcome {
  readonly deliveryId: string;
  readonly succeeded: boolean;
  readonly state: string;
  readonly reason: string | null;
}

/** What a node runtime may see and do while it runs. Everything else is out of its reach. */
export interface RunContext extends AttributeView {
  readonly source: Source;
  /** `null` when a delivery's outcome, not a message, started the run. */
  readonly message: Message | null;
  readonly timeliness: Timeliness;
  readonly outcome: DeliveryOutcome | null;
  /** Writes an attribute of the source; times default to the message's. */
  writeAttribute(name: string, value: JsonValue, generationTime?: number, serverTime?: number): void;
  emit(effect: EffectRequest): void;
  /** State of this node for this source, durable; `undefined` before the first write. */
  readState(): JsonValue | undefined;
  writeState(state: JsonValue): void;
}

/** The edge that a run leaves by; `null` stops here. */
export type Branch = EdgeType | null;

/** A node's data made ready: formulas compiled, templates parsed. Runs once per message. */
export type NodeRun = (context: RunContext) => Branch;

/** A node type's behaviour. `prepare` runs once per published version. */
export interface NodeRuntime<Data = unknown> {
  readonly type: string;
  /** Never throws on data that the definition's schema and checks accepted. */
  prepare(data: Data): NodeRun;
  /** Chosen sources, for node types that start a flow. */
  selects?(data: Data, source: Source): boolean;
  /** Ids of the only sources that `selects` can choose, for an index; `null` when it may be any. */
  candidates?(data: Data): readonly number[] | null;
  /** True when the node also runs for `late` records; by default it does not, and the path ends. */
  acceptsLate?(data: Data): boolean;
}

/** Ties a runtime to its definition so that both agree on the shape of `data`. */
export function defineRuntime<Data>(
  definition: NodeDefinition<Data>,
  behaviour: Omit<NodeRuntime<Data>, 'type'>,
): NodeRuntime<Data> {
  return { type: definition.type, ...behaviour };
}

/** Infers `Data` from the schema. */
export function defineNode<Data>(definition: NodeDefinition<Data>): NodeDefinition<Data> {
  return definition;
}
