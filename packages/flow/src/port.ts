import type { CasePort, FlowEdge, FlowNode, PortKey } from './document.ts';
import type { NodeDefinition } from './node.ts';

/** The way out that a case of this name is. */
export function casePort(name: string): CasePort {
  return `case_edge:${name}`;
}

/** The way out that an edge takes; a `case_edge` that names no case leaves by one that no node has. */
export function portOf({ type, case: name }: Pick<FlowEdge, 'type' | 'case'>): PortKey {
  return type === 'case_edge' ? casePort(name ?? '') : type;
}

/** Names an edge: a flow holds no two that leave one node by one way to the same node. */
export function edgeKey(edge: FlowEdge): string {
  return `${edge.from}:${portOf(edge)}:${edge.to}`;
}

/** The edge fields of a way out: the opposite of `portOf`. `null` for what is no way out. */
export function edgeOfPort(port: string): Pick<FlowEdge, 'type' | 'case'> | null {
  const [type = '', ...rest] = port.split(':');
  if (type === 'case_edge') return { type, case: rest.join(':') };
  const known = PLAIN.find((plain) => plain === port);
  return known === undefined ? null : { type: known };
}

const PLAIN = ['simple_edge', 'then_edge', 'else_edge', 'success_edge', 'failure_edge'] as const;

/**
 * The ways out of a node with this data, in the order of its tile: those of its type, its cases in
 * the place of `case_edge`. A case without a name has no way out, and two of one name have one.
 */
export function portsOf(definition: NodeDefinition, data: FlowNode['data']): readonly PortKey[] {
  return definition.edges.flatMap((type): readonly PortKey[] => {
    if (type !== 'case_edge') return [type];
    const names = new Set(definition.cases?.(data) ?? []);
    return [...names].filter((name) => name !== '').map(casePort);
  });
}
