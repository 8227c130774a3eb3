import type { FlowDocument, FlowEdge, FlowExport, FlowNode } from './document.ts';
import type { NodeDefinitions } from './node.ts';

/**
 * The one form of a flow that all equal flows share: fixed key order, nodes by id, edges by from,
 * to and type, `data` with sorted keys, and a node's layout last, so that moving a node touches
 * one line of a diff and no logic.
 */
export function canonicalFlow(document: FlowDocument): FlowDocument {
  const { schema, title, description, enabled, stale_after_s, max_effects_per_min, nodes, edges } = document;
  return {
    schema,
    title,
    description,
    enabled,
    stale_after_s,
    ...(max_effects_per_min === undefined ? {} : { max_effects_per_min }),
    nodes: nodes.map(canonicalNode).sort((a, b) => a.id - b.id),
    edges: edges.map(canonicalEdge).sort(compareEdges),
  };
}

/** Canonical JSON text with a line feed at its end, for files and for comparing. */
export function stringifyFlow(document: FlowDocument | FlowExport): string {
  const canonical = canonicalFlow({ enabled: false, ...document });
  const shown = 'enabled' in document ? canonical : withoutEnabled(canonical);
  return `${JSON.stringify(shown, null, 2)}\n`;
}

/**
 * A flow to give away: canonical, without `enabled` and without what the node types call secret.
 * The selection of devices stays. A type without a definition is exported as it is.
 */
export function exportFlow(document: FlowDocument, definitions: NodeDefinitions): FlowExport {
  const nodes = document.nodes.map((node) => {
    const data = definitions.definition(node.type)?.withoutSecrets?.(node.data);
    return data ? { ...node, data } : node;
  });
  return withoutEnabled(canonicalFlow({ ...document, nodes }));
}

function withoutEnabled(document: FlowDocument): FlowExport {
  const { enabled: _enabled, ...rest } = document;
  return rest;
}

function canonicalNode({ id, type, data, disabled, view }: FlowNode): FlowNode {
  const off = disabled === true ? { disabled } : {};
  const node = { id, type, data: sortedRecord(data), ...off };
  if (view === undefined) return node;
  return { ...node, view: { position: { x: view.position.x, y: view.position.y } } };
}

function canonicalEdge({ from, to, type, case: name }: FlowEdge): FlowEdge {
  return name === undefined ? { from, to, type } : { from, to, type, case: name };
}

function compareEdges(a: FlowEdge, b: FlowEdge): number {
  return (
    a.from - b.from || a.to - b.to || compareText(a.type, b.type) || compareText(a.case ?? '', b.case ?? '')
  );
}

/** By code unit: the same in every locale. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

type StoredValue = FlowNode['data'][string];

function sortedRecord(record: FlowNode['data']): FlowNode['data'] {
  const entries = Object.entries(record).sort(([a], [b]) => compareText(a, b));
  return Object.fromEntries(entries.map(([key, value]) => [key, sorted(value)]));
}

function sorted(value: StoredValue): StoredValue {
  if (Array.isArray(value)) return value.map(sorted);
  return typeof value === 'object' && value !== null ? sortedRecord(value) : value;
}
