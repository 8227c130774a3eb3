import { canonicalFlow } from './canonical.ts';
import type { FlowDocument, FlowEdge, FlowNode } from './document.ts';
import { isRecord } from './json-shape.ts';
import type { JsonValue } from './message.ts';
import { edgeKey } from './port.ts';

/** A value that is another one; `undefined` where it was or is left out. */
export interface FieldChange {
  /** As problems name it: `data.actions[0].number`, `disabled`; of a flow's settings `title`. */
  readonly path: string;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
}

/** A node that both flows have and that does something else in the second. */
export interface NodeChange {
  readonly before: FlowNode;
  readonly after: FlowNode;
  readonly fields: readonly FieldChange[];
}

/** What turns one flow into another, apart from the switch, which is no part of a version. */
export interface FlowDiff {
  readonly settings: readonly FieldChange[];
  readonly added: readonly FlowNode[];
  readonly removed: readonly FlowNode[];
  readonly changed: readonly NodeChange[];
  readonly addedEdges: readonly FlowEdge[];
  readonly removedEdges: readonly FlowEdge[];
  /** Ids of the nodes that both have and that stand elsewhere: no change of what the flow does. */
  readonly moved: readonly number[];
}

/**
 * Compares two flows node by node. An id of another type is another node: one is removed, one added.
 * Orders that mean nothing (of nodes, edges, keys) are no difference.
 */
export function diffFlows(before: FlowDocument, after: FlowDocument): FlowDiff {
  const [old, now] = [canonicalFlow(before), canonicalFlow(after)];
  const kept = pairs(old.nodes, now.nodes);
  const edges = { old: byKey(old.edges), now: byKey(now.edges) };
  return {
    settings: changesWithin(settingsOf(old), settingsOf(now)),
    added: now.nodes.filter(({ id }) => !kept.has(id)),
    removed: old.nodes.filter(({ id }) => !kept.has(id)),
    changed: [...kept.values()].map(compareNodes).filter(({ fields }) => fields.length > 0),
    addedEdges: now.edges.filter((edge) => !edges.old.has(edgeKey(edge))),
    removedEdges: old.edges.filter((edge) => !edges.now.has(edgeKey(edge))),
    moved: [...kept.values()].filter(stoodElsewhere).map(({ after: { id } }) => id),
  };
}

interface Pair {
  readonly before: FlowNode;
  readonly after: FlowNode;
}

function pairs(before: readonly FlowNode[], after: readonly FlowNode[]): ReadonlyMap<number, Pair> {
  const old = new Map(before.map((node) => [node.id, node]));
  const kept = new Map<number, Pair>();
  for (const node of after) {
    const same = old.get(node.id);
    if (same?.type === node.type) kept.set(node.id, { before: same, after: node });
  }
  return kept;
}

function compareNodes({ before, after }: Pair): NodeChange {
  return { before, after, fields: changesWithin(logicOf(before), logicOf(after)) };
}

function logicOf({ data, disabled }: FlowNode): JsonValue {
  return disabled === true ? { data, disabled } : { data };
}

function stoodElsewhere({ before, after }: Pair): boolean {
  const [from, to] = [before.view?.position, after.view?.position];
  return from?.x !== to?.x || from?.y !== to?.y;
}

function byKey(edges: readonly FlowEdge[]): ReadonlySet<string> {
  return new Set(edges.map(edgeKey));
}

function settingsOf(document: FlowDocument): Record<string, JsonValue> {
  const { nodes: _nodes, edges: _edges, enabled: _enabled, ...settings } = document;
  return settings;
}

/** Goes into records and into lists of one length; a list that grew or shrank is one change. */
function changesWithin(before: JsonValue, after: JsonValue): readonly FieldChange[] {
  const found: FieldChange[] = [];
  collect('', { before, after }, found);
  return found;
}

type Values = Pick<FieldChange, 'before' | 'after'>;

function collect(path: string, { before, after }: Values, found: FieldChange[]): void {
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    for (const [index, item] of before.entries())
      collect(`${path}[${index}]`, { before: item, after: after[index] }, found);
    return;
  }
  if (isRecord(before) && isRecord(after)) {
    const start = path === '' ? '' : `${path}.`;
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      collect(start + key, { before: own(before, key), after: own(after, key) }, found);
    return;
  }
  if (!isSame(before, after)) found.push({ path, before, after });
}

function own(record: Readonly<Record<string, JsonValue>>, key: string): JsonValue | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Of canonical values: equal ones have equal texts. */
function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
