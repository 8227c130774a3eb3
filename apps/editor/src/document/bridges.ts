import type { FlowDocument, FlowEdge, NodeDefinitions } from '@signalbox/flow';
import { canConnect } from './can-connect.ts';

/**
 * The edges that close the gap when nodes go: from each node that led into them, by the same way
 * out, to each that they led to. Those that could not be drawn are left out.
 */
export function bridgesOver(
  document: FlowDocument,
  gone: ReadonlySet<number>,
  definitions: NodeDefinitions,
): readonly FlowEdge[] {
  const arriving = document.edges.filter((edge) => !gone.has(edge.from) && gone.has(edge.to));
  const bridges = arriving.flatMap((edge) =>
    exitsOf(document, gone, edge.to).map((target) => withTarget(edge, target)),
  );
  return bridges.filter((edge) => canConnect(document, definitions, edge).isAllowed);
}

function withTarget(edge: FlowEdge, to: number): FlowEdge {
  return { ...edge, to };
}

/** The nodes that stay and that ways through the others lead to. */
function exitsOf(document: FlowDocument, gone: ReadonlySet<number>, start: number): readonly number[] {
  const exits = new Set<number>();
  const inside = new Set([start]);
  // A set is walked in the order of insertion, additions during the walk included.
  for (const id of inside) {
    for (const edge of document.edges) {
      if (edge.from === id) (gone.has(edge.to) ? inside : exits).add(edge.to);
    }
  }
  return [...exits];
}
