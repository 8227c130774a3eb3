import type { FlowNode } from './document.ts';
import type { NodeDefinitions } from './node.ts';

/** How messages speak of a node: `Logic node "Too fast?" (#3)`. */
export function nodeName(node: FlowNode, definitions: NodeDefinitions): string {
  const kind = definitions.definition(node.type)?.title ?? node.type;
  const title = node.data['title'];
  return typeof title === 'string' && title !== ''
    ? `${kind} node "${title}" (#${node.id})`
    : `${kind} node #${node.id}`;
}
