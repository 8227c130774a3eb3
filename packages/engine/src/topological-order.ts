import type { FlowNode, PublishedFlow } from '@signalbox/flow';
import { FlowCompileError } from './compile-error.ts';

/**
 * The flow's nodes so that every edge leads forward; where the edges leave it open, in the order of
 * ids, so that a flow runs in the same order however its document is sorted.
 * @throws {FlowCompileError} two nodes with one id, an edge to a node that is missing, a cycle
 */
export function orderNodes(flow: PublishedFlow): FlowNode[] {
  const nodes = nodesById(flow);
  const waiting = countIncoming(flow, nodes);
  const following = followers(flow);
  const ordered: FlowNode[] = [];
  const free = [...nodes.keys()].filter((id) => waiting.get(id) === 0);
  // The list grows while it is walked: a node joins when the last one that leads to it is placed.
  for (const id of free) {
    const node = nodes.get(id);
    if (node !== undefined) ordered.push(node);
    for (const next of following.get(id) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) free.push(next);
    }
  }
  if (ordered.length < nodes.size) {
    const [looped] = [...waiting].find(([, left]) => left > 0) ?? [0];
    throw fault(flow, looped, `Node #${looped} lies on or behind a cycle`);
  }
  return ordered;
}

function nodesById(flow: PublishedFlow): Map<number, FlowNode> {
  const nodes = new Map<number, FlowNode>();
  for (const node of flow.document.nodes.toSorted((a, b) => a.id - b.id)) {
    if (nodes.has(node.id)) throw fault(flow, node.id, `two nodes have the id ${node.id}`);
    nodes.set(node.id, node);
  }
  return nodes;
}

function countIncoming(flow: PublishedFlow, nodes: ReadonlyMap<number, FlowNode>): Map<number, number> {
  const counts = new Map(Array.from(nodes.keys(), (id) => [id, 0]));
  for (const { from, to } of flow.document.edges) {
    const missing = [from, to].find((id) => !nodes.has(id));
    if (missing !== undefined) {
      throw fault(flow, missing, `the edge from #${from} to #${to} names node #${missing}, which is missing`);
    }
    counts.set(to, (counts.get(to) ?? 0) + 1);
  }
  return counts;
}

function followers(flow: PublishedFlow): Map<number, number[]> {
  const following = new Map<number, number[]>();
  for (const { from, to } of flow.document.edges.toSorted((a, b) => a.to - b.to)) {
    const list = following.get(from);
    if (list === undefined) following.set(from, [to]);
    else list.push(to);
  }
  return following;
}

function fault(flow: PublishedFlow, nodeId: number, reason: string): FlowCompileError {
  return new FlowCompileError({ flowId: flow.id, version: flow.version, nodeId, field: null }, reason);
}
