import { checkEdges } from './check-edges.ts';
import { checkNode } from './check-node.ts';
import { withoutDisabled } from './disabled.ts';
import type { FlowDocument } from './document.ts';
import { indexGraph, nodesInCycles, reachableFrom } from './graph.ts';
import type { Graph } from './graph.ts';
import type { NodeDefinitions } from './node.ts';
import { nodeName } from './node-name.ts';
import { flowProblem } from './problem.ts';
import type { FlowProblem } from './problem.ts';

/**
 * Everything that can be said about a flow without running it (design §5): errors refuse its
 * publication, warnings never do. Linear in nodes and edges; never throws.
 */
export function checkFlow(document: FlowDocument, definitions: NodeDefinitions): FlowProblem[] {
  const graph = indexGraph(document);
  return [
    ...checkIds(document),
    ...checkEdges(document, graph, definitions),
    ...checkCycles(graph),
    ...checkReach(indexGraph(withoutDisabled(document)), definitions),
    ...document.nodes.flatMap((node) => checkNode(node, definitions.definition(node.type))),
  ];
}

function checkIds(document: FlowDocument): FlowProblem[] {
  const seen = new Set<number>();
  const twice = new Set<number>();
  for (const { id } of document.nodes) (seen.has(id) ? twice : seen).add(id);
  return [...twice].map((id) =>
    flowProblem(
      'FLOW_NODE_ID_DUPLICATE',
      `The node identifier must be unique within the flow: non-unique ID is #${id}`,
      { nodeIds: [id], parameters: ['id'] },
    ),
  );
}

function checkCycles(graph: Graph): FlowProblem[] {
  const nodeIds = nodesInCycles(graph);
  if (nodeIds.length === 0) return [];
  return [flowProblem('FLOW_CYCLE', "The flow's graph cannot contain cycles", { nodeIds })];
}

function checkReach(graph: Graph, definitions: NodeDefinitions): FlowProblem[] {
  const starts = [...graph.values()].filter(({ node, incoming }) => {
    const definition = definitions.definition(node.type);
    // An unknown type may be a trigger; it has an error of its own.
    return definition ? definition.category === 'trigger' : incoming.length === 0;
  });
  if (starts.length === 0) {
    return [flowProblem('FLOW_TRIGGER_MISSING', 'The flow has no node that starts it, so it never runs')];
  }
  const reached = reachableFrom(
    graph,
    starts.map(({ node }) => node.id),
  );
  return [...graph.values()]
    .filter(({ node }) => !reached.has(node.id) && definitions.definition(node.type)?.category !== 'note')
    .map(({ node }) =>
      flowProblem(
        'FLOW_NODE_UNREACHABLE',
        `${nodeName(node, definitions)} never runs: no way leads to it from the start of the flow`,
        { nodeIds: [node.id] },
      ),
    );
}
