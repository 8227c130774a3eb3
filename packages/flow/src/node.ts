import type { z } from 'zod';
import type { EdgeType, FlowNode, PortKey } from './document.ts';
import type { Command, EffectRequest } from './effect.ts';
import type { JsonValue, Message, Source } from './message.ts';
import type { Names } from './names.ts';
import type { NodeWords } from './node-words.ts';
import type { Timeliness } from './timeliness.ts';
import type { TraceFact } from './trace.ts';

/** A fault in one field of a node's data. `path` is relative to `data`, as in `actions[0].number`. */
export interface FieldProblem {
  readonly severity: 'error' | 'warning';
  readonly path: string;
  readonly message: string;
  /** Which fault of its node type it is; other languages have words for it (`NodeWords.faults`). */
  readonly code: string;
  /** What those words name. */
  readonly values?: readonly string[];
  /** Where in the field's text a formula or a template is wrong, from 1; its code is one of theirs then. */
  readonly place?: { readonly line: number; readonly column: number };
}

/** Names of attributes that exist; an unknown one is doubted. Left out, no name is. */
export type KnownAttributes = ReadonlySet<string>;

/** A state that a node asks a device for. */
export interface Switching {
  /** As messages name it: `Output #1`, `LED`. */
  readonly target: string;
  readonly value: boolean;
  /** Attributes by which the device of the message tells the state; none when another device is switched. */
  readonly reportedBy: readonly string[];
}

/** A `note` stands beside the flow: no wire leads to it or away from it, and it never runs. */
export const NODE_CATEGORIES = ['trigger', 'process', 'condition', 'action', 'note'] as const;
export type NodeCategory = (typeof NODE_CATEGORIES)[number];

/** Pictures that a node type may carry; the editor draws one for each. */
export const NODE_ICONS = [
  'antenna',
  'clock',
  'formula',
  'fork',
  'gauge',
  'hourglass',
  'link',
  'map',
  'note',
  'power',
  'silence',
  'switch',
  'webhook',
] as const;
export type NodeIconName = (typeof NODE_ICONS)[number];

/** A command as it stands in a node's data. `path` as in {@link FieldProblem}. */
export interface DefinedCommand {
  readonly path: string;
  readonly command: Command;
}

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
  summary(data: Data, names?: Names): string;
  /** Faults that a schema cannot see: formulas, templates, contradictions. */
  check?(data: Data, known?: KnownAttributes): readonly FieldProblem[];
  /**
   * Names of the ways out that `case_edge` stands for, in their order, of stored data, valid or not; empty
   * text where a case has no name.
   */
  cases?(data: FlowNode['data']): readonly string[];
  /**
   * What the node's stored state depends on. A new version of the flow keeps state and timers of a
   * node for which this is as before. Left out: all data but the title.
   */
  meaning?(data: Data): unknown;
  /** Commands that the node sends, for checks against the devices that they may reach. */
  commands?(data: Data): readonly DefinedCommand[];
  /** Whom those commands reach when the node runs for this source. Left out: the source itself. */
  targets?(data: Data, sourceId: number): Iterable<number>;
  /** Attributes that the node writes, for completion and checks. */
  writes?(data: Data): readonly string[];
  /** Attributes that the node reads, for checks. */
  reads?(data: Data): readonly string[];
  /** What the node switches, for checks. */
  switches?(data: Data): readonly Switching[];
  /** A formula that is true of every message for which the node is left by this way; `null` where none is sure. */
  requires?(data: Data, port: PortKey): string | null;
  /** True when what leads to the node again and again does not lead on every time. */
  damps?(data: Data): boolean;
  /** The ways out are taken later than the message that led to the node, in a run of their own. */
  readonly defers?: boolean;
  /** Ids of the geofences that the node refers to, for checks. */
  geofences?(data: Data): readonly number[];
  /** Names of the secrets that the node refers to, for checks. */
  secrets?(data: Data): readonly string[];
  /** The stored data, valid or not, without secrets: what an export may show. */
  withoutSecrets?(data: FlowNode['data']): FlowNode['data'];
  /** The other language that the node type was put into by `withWords`. */
  readonly words?: NodeWords;
}

/** The node types that exist, handed in: nothing shared knows one by name. */
export interface NodeDefinitions {
  definition(type: string): NodeDefinition | undefined;
  /** False when it is sure that these formulas are never true of one message together. Left out, nothing is sure. */
  canHold?(formulas: readonly string[]): boolean;
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
  /** What a webhook's receiver answered, where that started the run. */
  readonly response?: WebhookAnswer | null;
}

/** How an earlier delivery of this node's flow ended; starts a run at the node's wires. */
export interface DeliveryOutcome {
  readonly deliveryId: string;
  readonly succeeded: boolean;
  readonly state: string;
  readonly reason: string | null;
  /** What a webhook's receiver answered; absent when nothing came. */
  readonly response?: WebhookAnswer;
}

/** An answer to a webhook. */
export interface WebhookAnswer {
  readonly status: number;
  /** Its JSON; `null` when it was none. */
  readonly body: JsonValue;
}

/** What a node sees of one input, before and while it runs. */
export interface NodeView extends AttributeView {
  readonly source: Source;
  /** The message that started the run; `null` when something else did. */
  readonly message: Message | null;
  /** Of the message; a timer has that of the run which set it, so old data never acts through one. */
  readonly timeliness: Timeliness;
  /** The outcome of a delivery that started the run, or `null`. */
  readonly outcome: DeliveryOutcome | null;
  /** The name of this node's own timer when its coming due started the run, else `null`. */
  readonly timer: string | null;
  /** The change of the device's link that started the run, or `null`. */
  readonly connection: ConnectionChange | null;
  /** When the schedule that started the run meant it to start, Unix ms; `null` when no schedule did. */
  readonly occurrence: number | null;
  /**
   * Since when the node watches this source, Unix ms, when beginning to is what made it run: the flow
   * was published, or the source joined it. Else `null`.
   */
  readonly begun: number | null;
  /** False when the node runs for a message that no wire brought to it: it `watches`. */
  readonly arrived: boolean;
  /** Times of the last live or delayed record of the source; `null` before the first. */
  readonly lastRecord: RecordTimes | null;
  /** State of this node for this source, durable; `undefined` before the first write. */
  readState(): JsonValue | undefined;
}

/** What a node runtime may see and do while it runs. Everything else is out of its reach. */
export interface RunContext extends NodeView {
  /** Writes an attribute of the source; times default to the message's. */
  writeAttribute(name: string, value: JsonValue, generationTime?: number, serverTime?: number): void;
  emit(effect: EffectRequest): void;
  writeState(state: JsonValue): void;
  /**
   * Sets a durable timer of this node and source: the node runs again at `at` or soon after, once.
   * One of the same name is replaced.
   * @param at server time, Unix ms
   * @param timeliness of the run that it will start; that of this run unless given
   */
  setTimer(name: string, at: number, timeliness?: Timeliness): void;
  cancelTimer(name: string): void;
}

/** What a device's link became. */
export type ConnectionChange = 'online' | 'offline';

/** When a record was made (device) and received (server), Unix ms. */
export interface RecordTimes {
  readonly generationTime: number;
  readonly serverTime: number;
}

/** The way that a run leaves by; `null` stops here. */
export type Branch = PortKey | null;

/** A node's data made ready: formulas compiled, templates parsed. Runs once per message. */
export type NodeRun = (context: RunContext) => Branch;

/** The first time of a schedule after the given one, Unix ms; `null` when there is none any more. Pure. */
export type NextTime = (after: number) => number | null;

/** Says why the node will do what it does with the input at hand. Asked right before the node runs. */
export type NodeExplain = (view: NodeView) => readonly TraceFact[];

/** A node type's behaviour. `prepare` runs once per published version. */
export interface NodeRuntime<Data = unknown> {
  readonly type: string;
  /** Never throws on data that the definition's schema and checks accepted. */
  prepare(data: Data): NodeRun;
  /**
   * Makes the data ready to be explained, when a trace first asks for it; left out, there is nothing
   * to say beside the way taken. Secrets of the data never go into it.
   */
  prepareExplain?(data: Data): NodeExplain;
  /** What starts a flow at this node, for those with `selects`; a message unless it says otherwise. */
  readonly startsOn?: 'message' | 'connection' | 'schedule';
  /** When a node that starts on a schedule runs: at these times, once for each chosen source. */
  nextTime?(data: Data): NextTime;
  /** True when the node also runs once for every chosen source that it begins to watch. */
  readonly begins?: boolean;
  /**
   * True when the node, while it has a state that is not `null`, also runs for messages that no wire
   * brings to it, to see whether what it waits for has changed.
   */
  readonly watches?: boolean;
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
