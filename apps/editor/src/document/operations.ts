import { edgeKey, portOf } from '@signalbox/flow';
import type { FlowDocument, FlowEdge, FlowNode } from '@signalbox/flow';

export { edgeKey };

/** The values of a document that are neither nodes nor edges. */
export type FlowHead = Pick<FlowDocument, 'title' | 'description' | 'stale_after_s' | 'max_effects_per_min'>;

/** An item and the place where it stands, so that taking it back restores the same order. */
export interface Placed<Item> {
  readonly index: number;
  readonly item: Item;
}

/** The smallest reversible changes. Plain data: an undo step is a list of them. */
export type Operation =
  | {
      readonly kind: 'insert';
      readonly nodes: readonly Placed<FlowNode>[];
      readonly edges: readonly Placed<FlowEdge>[];
    }
  | { readonly kind: 'remove'; readonly nodeIds: readonly number[]; readonly edgeKeys: readonly string[] }
  | { readonly kind: 'put_nodes'; readonly nodes: readonly FlowNode[] }
  | { readonly kind: 'put_head'; readonly head: FlowHead }
  | { readonly kind: 'replace'; readonly document: FlowDocument };

export interface Applied {
  readonly document: FlowDocument;
  /** Takes the change back when applied to `document`. */
  readonly inverse: Operation;
}

/** Names the output port that an edge leaves by. */
export function portKey(edge: Pick<FlowEdge, 'type' | 'case'>): string {
  return portOf(edge);
}

/** Applies one operation to a document; the given document is left as it is. */
export function applyOperation(document: FlowDocument, operation: Operation): Applied {
  if (operation.kind === 'insert') return insert(document, operation);
  if (operation.kind === 'remove') return remove(document, operation);
  if (operation.kind === 'put_nodes') return putNodes(document, operation.nodes);
  if (operation.kind === 'put_head') {
    const inverse: Operation = { kind: 'put_head', head: headOf(document) };
    const { max_effects_per_min: _, ...rest } = document;
    return { document: { ...rest, ...operation.head }, inverse };
  }
  return { document: operation.document, inverse: { kind: 'replace', document } };
}

/** Applies operations in order; `inverse` takes all of them back, in order. */
export function applyAll(
  document: FlowDocument,
  operations: readonly Operation[],
): { readonly document: FlowDocument; readonly inverse: readonly Operation[] } {
  const inverse: Operation[] = [];
  let current = document;
  for (const operation of operations) {
    const applied = applyOperation(current, operation);
    current = applied.document;
    inverse.unshift(applied.inverse);
  }
  return { document: current, inverse };
}

/** Adds nodes and edges behind those that a document has. */
export function insertAtEnd(
  document: FlowDocument,
  nodes: readonly FlowNode[],
  edges: readonly FlowEdge[],
): Operation {
  return {
    kind: 'insert',
    nodes: nodes.map((item, index) => ({ index: document.nodes.length + index, item })),
    edges: edges.map((item, index) => ({ index: document.edges.length + index, item })),
  };
}

export function headOf(document: FlowDocument): FlowHead {
  const { title, description, stale_after_s, max_effects_per_min } = document;
  const head = { title, description, stale_after_s };
  return max_effects_per_min === undefined ? head : { ...head, max_effects_per_min };
}

function insert(document: FlowDocument, operation: Extract<Operation, { kind: 'insert' }>): Applied {
  return {
    document: {
      ...document,
      nodes: insertPlaced(document.nodes, operation.nodes),
      edges: insertPlaced(document.edges, operation.edges),
    },
    inverse: {
      kind: 'remove',
      nodeIds: operation.nodes.map((placed) => placed.item.id),
      edgeKeys: operation.edges.map((placed) => edgeKey(placed.item)),
    },
  };
}

function remove(document: FlowDocument, operation: Extract<Operation, { kind: 'remove' }>): Applied {
  const ids = new Set(operation.nodeIds);
  const keys = new Set(operation.edgeKeys);
  const nodes = split(document.nodes, (node) => ids.has(node.id));
  const edges = split(
    document.edges,
    (edge) => keys.has(edgeKey(edge)) || ids.has(edge.from) || ids.has(edge.to),
  );
  return {
    document: { ...document, nodes: nodes.kept, edges: edges.kept },
    inverse: { kind: 'insert', nodes: nodes.taken, edges: edges.taken },
  };
}

function putNodes(document: FlowDocument, nodes: readonly FlowNode[]): Applied {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return {
    document: { ...document, nodes: document.nodes.map((node) => byId.get(node.id) ?? node) },
    inverse: { kind: 'put_nodes', nodes: document.nodes.filter((node) => byId.has(node.id)) },
  };
}

/** Indices count in the list as it is after the insertion, ascending. */
function insertPlaced<Item>(list: readonly Item[], placed: readonly Placed<Item>[]): Item[] {
  const result = [...list];
  for (const { index, item } of placed) result.splice(index, 0, item);
  return result;
}

function split<Item>(
  list: readonly Item[],
  isTaken: (item: Item) => boolean,
): { readonly kept: Item[]; readonly taken: Placed<Item>[] } {
  const kept: Item[] = [];
  const taken: Placed<Item>[] = [];
  for (const [index, item] of list.entries()) {
    if (isTaken(item)) taken.push({ index, item });
    else kept.push(item);
  }
  return { kept, taken };
}
