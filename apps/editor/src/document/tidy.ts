import type { FlowEdge } from '@signalbox/flow';
import type { Box } from './arrange.ts';
import type { Point } from './commands.ts';

/** Free space between tiles, canvas pixels. */
const GAP = { column: 96, row: 32 } as const;

/**
 * Places tiles in columns from left to right, in the direction of the wires, with few crossings.
 * The upper left corner of all of them stays where it is. The layout library is loaded on first use.
 */
export async function tidyPlaces(
  boxes: readonly Box[],
  edges: readonly FlowEdge[],
): Promise<ReadonlyMap<number, Point>> {
  const { Graph, layout } = await import('@dagrejs/dagre');
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir: 'LR', ranksep: GAP.column, nodesep: GAP.row });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of boxes) graph.setNode(String(id), { width, height });
  for (const { from, to } of edges) {
    if (graph.hasNode(String(from)) && graph.hasNode(String(to))) graph.setEdge(String(from), String(to));
  }
  layout(graph);
  const placed = boxes.map((box) => {
    const { x, y } = graph.node(String(box.id));
    return { id: box.id, x: x - box.width / 2, y: y - box.height / 2 };
  });
  const dx = Math.min(...boxes.map((box) => box.left)) - Math.min(...placed.map(({ x }) => x));
  const dy = Math.min(...boxes.map((box) => box.top)) - Math.min(...placed.map(({ y }) => y));
  return new Map(placed.map(({ id, x, y }) => [id, { x: Math.round(x + dx), y: Math.round(y + dy) }]));
}
