import { checkEdges } from './check-edges.ts';
import { checkGeofences } from './check-geofences.ts';
import { checkNode } from './check-node.ts';
import { checkSwitching } from './check-switching.ts';
import { withoutDisabled } from './disabled.ts';
import type { FlowDocument } from './document.ts';
import { indexGraph, nodesInCycles, reachableFrom } from './graph.ts';
import type { Graph } from './graph.ts';
import { NodeReader } from './node-data.ts';
import type { KnownAttributes, NodeDefinitions } from './node.ts';
import { nodeName } from './node-name.ts';
import { flowProblem } from './problem.ts';
import type { FlowProblem } from './problem.ts';

/** What checks may know of the world. */
export interface CheckOptions {
  /** Attributes that the flow's devices send; those it writes itself are added. Left out, no name is doubted. */
  readonly knownAttributes?: Iterable<string>;
  /** Whether there is a geofence of this id. Left out, none is doubted. */
  readonly hasGeofence?: (id: number) => boolean;
}

/**
 * Everything that can be said about a flow without running it (design §5): errors refuse its
 * publication, warnings never do. Linear in nodes and edges, but for flows that switch the same thing
 * on and off; never throws.
 */
export function checkFlow(
  document: FlowDocument,
  definitions: NodeDefinitions,
  options: CheckOptions = {},
): FlowProblem[] {
  const graph = indexGraph(document);
  const running = indexGraph(withoutDisabled(document));
  const known = knownAttributes(document, definitions, options);
  const { hasGeofence } = options;
  return [
    ...checkIds(document),
    ...checkEdges(document, graph, definitions),
    ...checkCycles(graph),
    ...checkReach(running, definitions),
    ...checkSwitching(running, definitions),
    ...document.nodes.flatMap((node) => checkNode(node, definitions.definition(node.type), known)),
    ...(hasGeofence === undefined ? [] : checkGeofences(document.nodes, definitions, hasGeofence)),
  ];
}

function knownAttributes(
  { nodes }: FlowDocument,
  definitions: NodeDefinitions,
  { knownAttributes: sent }: CheckOptions,
): KnownAttributes | undefined {
  if (sent === undefined) return undefined;
  const reader = new NodeReader(definitions);
  const written = nodes.flatMap((node) => {
    const read = reader.read(node);
    return read?.definition.writes?.(read.data) ?? [];
  });
  return new Set([...sent, ...written]);
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
