import type { EdgeType, FlowDocument, FlowEdge } from './document.ts';
import type { Graph, GraphNode } from './graph.ts';
import type { NodeDefinition, NodeDefinitions } from './node.ts';
import { portOf, portsOf } from './port.ts';
import { nodeName } from './node-name.ts';
import { flowProblem } from './problem.ts';
import type { FlowProblem } from './problem.ts';

/** Faults of single edges, and of a node's edges against its type. */
export function checkEdges(
  document: FlowDocument,
  graph: Graph,
  definitions: NodeDefinitions,
): FlowProblem[] {
  return [
    ...checkEnds(document.edges, graph),
    ...checkDuplicates(document.edges),
    ...[...graph.values()].flatMap((entry) => checkNodeEdges(entry, definitions)),
  ];
}

function checkEnds(edges: readonly FlowEdge[], graph: Graph): FlowProblem[] {
  const missing = new Map<number, string[]>();
  const loops = new Set<number>();
  for (const [index, { from, to }] of edges.entries()) {
    if (from === to && graph.has(from)) loops.add(from);
    if (!graph.has(from)) push(missing, from, `edges[${index}].from`);
    if (!graph.has(to)) push(missing, to, `edges[${index}].to`);
  }
  const dangling = [...missing].map(([id, parameters]) =>
    flowProblem('FLOW_EDGE_DANGLING', `Node #${id} is missing, but has a link from edge`, {
      nodeIds: [id],
      parameters,
    }),
  );
  if (loops.size === 0) return dangling;
  const message = "The flow's graph can't contain self-loops";
  return [...dangling, flowProblem('FLOW_SELF_LOOP', message, { nodeIds: [...loops] })];
}

function push(lists: Map<number, string[]>, key: number, item: string): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** Then and Else to the same node are two connections; the same type twice is one too many. */
function checkDuplicates(edges: readonly FlowEdge[]): FlowProblem[] {
  const seen = new Set<string>();
  const twice = new Map<string, FlowEdge>();
  for (const edge of edges) {
    const key = `${edge.from} ${edge.to} ${portOf(edge)}`;
    if (seen.has(key)) twice.set(key, edge);
    seen.add(key);
  }
  return [...twice.values()].map(({ from, to }) =>
    flowProblem('FLOW_EDGE_DUPLICATE', `Nodes #${from} and #${to} have a duplicate connection`, {
      nodeIds: [from, to],
    }),
  );
}

function checkNodeEdges(entry: GraphNode, definitions: NodeDefinitions): FlowProblem[] {
  const definition = definitions.definition(entry.node.type);
  if (!definition) return [];
  const name = nodeName(entry.node, definitions);
  return [
    ...checkStart(entry, definition, name),
    ...checkNote(entry, definition, name),
    ...checkTypes(entry, definition),
    ...checkCases(entry, definition),
    ...checkThen(entry, definition, name),
  ];
}

function checkStart({ node, incoming }: GraphNode, definition: NodeDefinition, name: string): FlowProblem[] {
  if (definition.category !== 'trigger' || incoming.length === 0) return [];
  return [
    flowProblem('FLOW_TRIGGER_NOT_FIRST', `${name} must be at the start of flow`, { nodeIds: [node.id] }),
  ];
}

const EDGE_NAMES: Readonly<Record<EdgeType, string>> = {
  simple_edge: 'Simple',
  then_edge: 'Then',
  else_edge: 'Else',
  case_edge: 'Case',
  success_edge: 'Success',
  failure_edge: 'Failure',
};

function checkNote({ node, incoming }: GraphNode, definition: NodeDefinition, name: string): FlowProblem[] {
  if (definition.category !== 'note' || incoming.length === 0) return [];
  const message = `${name} stands beside the flow and takes no connection`;
  return [flowProblem('FLOW_EDGE_TYPE_INVALID', message, { nodeIds: [node.id] })];
}

function checkTypes({ node, outgoing }: GraphNode, definition: NodeDefinition): FlowProblem[] {
  if (outgoing.every((edge) => definition.edges.includes(edge.type))) return [];
  const name = `${definition.title} node #${node.id}`;
  const allowed = definition.edges.map((type) => EDGE_NAMES[type]).join(' or ');
  const message =
    allowed === ''
      ? `${name} must be at the end of flow`
      : `${name} contains invalid link types, only ${allowed} is allowed`;
  return [flowProblem('FLOW_EDGE_TYPE_INVALID', message, { nodeIds: [node.id] })];
}

/** A case edge leaves by a case that the node has; another edge names none. */
function checkCases({ node, outgoing }: GraphNode, definition: NodeDefinition): FlowProblem[] {
  const ports = portsOf(definition, node.data);
  const wrong = outgoing.filter((edge) =>
    edge.type === 'case_edge'
      ? definition.edges.includes('case_edge') && !ports.includes(portOf(edge))
      : edge.case !== undefined,
  );
  return wrong.map((edge) => {
    const name = `${definition.title} node #${node.id}`;
    const message =
      edge.type !== 'case_edge'
        ? `${name}: the connection to node #${edge.to} names the case "${edge.case}", but is no case connection`
        : `${name} has no case "${edge.case ?? ''}" for the connection to node #${edge.to}`;
    return flowProblem('FLOW_EDGE_CASE_INVALID', message, { nodeIds: [node.id, edge.to] });
  });
}

function checkThen({ node, outgoing }: GraphNode, definition: NodeDefinition, name: string): FlowProblem[] {
  if (!definition.edges.includes('then_edge') || node.disabled === true) return [];
  if (outgoing.some((edge) => edge.type === 'then_edge')) return [];
  const message =
    outgoing.length === 0
      ? `${definition.title} node #${node.id} does not contain at least one relationship`
      : `${name} has no Then connection`;
  return [flowProblem('FLOW_THEN_MISSING', message, { nodeIds: [node.id] })];
}
