import type { FlowDocument, FlowEdge, FlowNode } from './document.ts';

/** A node with the edges that hold: both ends exist and differ. */
export interface GraphNode {
  readonly node: FlowNode;
  readonly incoming: FlowEdge[];
  readonly outgoing: FlowEdge[];
}

export type Graph = ReadonlyMap<number, GraphNode>;

/** Nodes by id with their edges. Of nodes that share an id the first counts. */
export function indexGraph(document: FlowDocument): Graph {
  const graph = new Map<number, GraphNode>();
  for (const node of document.nodes) {
    if (!graph.has(node.id)) graph.set(node.id, { node, incoming: [], outgoing: [] });
  }
  for (const edge of document.edges) {
    const from = graph.get(edge.from);
    const to = graph.get(edge.to);
    if (!from || !to || from === to) continue;
    from.outgoing.push(edge);
    to.incoming.push(edge);
  }
  return graph;
}

/** Ids of all nodes that can be reached from the given ones, themselves included. */
export function reachableFrom(graph: Graph, starts: Iterable<number>): ReadonlySet<number> {
  const reached = new Set(starts);
  // A set is walked in the order of insertion, additions during the walk included.
  for (const id of reached) {
    for (const edge of graph.get(id)?.outgoing ?? []) reached.add(edge.to);
  }
  return reached;
}

/**
 * Ids of the nodes on a cycle or between two cycles, ascending: what is left after taking away
 * again and again what has no way in, then what has no way out. Linear in nodes and edges.
 */
export function nodesInCycles(graph: Graph): readonly number[] {
  const left = new Set(graph.keys());
  peel(left, graph, 'incoming');
  peel(left, graph, 'outgoing');
  return [...left].sort((a, b) => a - b);
}

function peel(left: Set<number>, graph: Graph, side: 'incoming' | 'outgoing'): void {
  const [near, far, opposite] =
    side === 'incoming' ? (['from', 'to', 'outgoing'] as const) : (['to', 'from', 'incoming'] as const);
  const degree = new Map<number, number>();
  for (const id of left) {
    const edges = graph.get(id)?.[side] ?? [];
    degree.set(id, edges.filter((edge) => left.has(edge[near])).length);
  }
  const free = [...left].filter((id) => degree.get(id) === 0);
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    left.delete(id);
    for (const edge of graph.get(id)?.[opposite] ?? []) {
      const rest = (degree.get(edge[far]) ?? 0) - 1;
      degree.set(edge[far], rest);
      if (rest === 0) free.push(edge[far]);
    }
  }
}

/** The ids in an order in which edges only lead onward; those on cycles and behind them are left out. */
export function orderOf(graph: Graph): readonly number[] {
  const waiting = new Map([...graph].map(([id, { incoming }]) => [id, incoming.length]));
  const order = [...graph.keys()].filter((id) => waiting.get(id) === 0);
  // A list is walked to its end, additions during the walk included.
  for (const id of order) {
    for (const { to } of graph.get(id)?.outgoing ?? []) {
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) order.push(to);
    }
  }
  return order;
}
