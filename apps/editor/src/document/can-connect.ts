import { portOf, portsOf } from '@signalbox/flow';
import type { FlowDocument, FlowEdge, NodeDefinition, NodeDefinitions } from '@signalbox/flow';
import { text } from '../text/text.ts';
import { portTitle } from '../text/port-title.ts';
import { edgeKey } from './operations.ts';

export type ConnectAnswer =
  | { readonly isAllowed: true }
  | { readonly isAllowed: false; readonly reason: string };

/** Whether a node takes wires: triggers start a flow, notes stand beside it. */
export function hasInput(definition: NodeDefinition | undefined): boolean {
  if (definition === undefined) return true;
  return definition.category !== 'trigger' && definition.category !== 'note';
}

/**
 * Whether an edge of `type` may be drawn from one node to another, with the reason in the
 * user's words when it may not (design §5: the graph is acyclic).
 */
export function canConnect(
  document: FlowDocument,
  definitions: NodeDefinitions,
  edge: FlowEdge,
): ConnectAnswer {
  const from = document.nodes.find((node) => node.id === edge.from);
  const to = document.nodes.find((node) => node.id === edge.to);
  if (from === undefined || to === undefined) return refuse(text.connect.missingNode);
  const source = definitions.definition(from.type);
  const target = definitions.definition(to.type);
  if (source === undefined || target === undefined) return refuse(text.connect.unknownType);
  if (!portsOf(source, from.data).includes(portOf(edge))) return refuse(noSuchPort(source, edge));
  if (!hasInput(target)) return refuse(text.connect.noInput(target.title));
  if (from.id === to.id) return refuse(text.connect.itself);
  if (document.edges.some((other) => edgeKey(other) === edgeKey(edge))) return refuse(text.connect.exists);
  if (reaches(document, to.id, from.id)) return refuse(text.connect.circle);
  return { isAllowed: true };
}

/** Whether a walk along the edges from one node arrives at another. */
function reaches(document: FlowDocument, start: number, goal: number): boolean {
  const next = new Map<number, number[]>();
  for (const edge of document.edges) {
    const list = next.get(edge.from);
    if (list === undefined) next.set(edge.from, [edge.to]);
    else list.push(edge.to);
  }
  const seen = new Set<number>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === goal) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(next.get(id) ?? []));
  }
  return false;
}

function noSuchPort(definition: NodeDefinition, edge: FlowEdge): string {
  return definition.edges.length === 0
    ? text.connect.noOutput(definition.title)
    : text.connect.noPort(definition.title, portTitle(portOf(edge)));
}

function refuse(reason: string): ConnectAnswer {
  return { isAllowed: false, reason };
}
