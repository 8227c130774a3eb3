import type { FlowNode, NodeDefinition } from '@signalbox/flow';
import { text } from '../text/en.ts';

/** What a node shows of itself, also while its data is incomplete. */
export interface NodeFace {
  readonly title: string;
  readonly typeTitle: string;
  readonly summary: string;
}

export function nodeFace(node: FlowNode, definition: NodeDefinition | undefined): NodeFace {
  const own = node.data['title'];
  const typeTitle = definition?.title ?? text.canvas.unknownType;
  const title = typeof own === 'string' && own.trim() !== '' ? own : typeTitle;
  return { title, typeTitle, summary: summaryOf(node, definition) };
}

function summaryOf(node: FlowNode, definition: NodeDefinition | undefined): string {
  if (definition === undefined) return node.type;
  const parsed = definition.schema.safeParse(node.data);
  return parsed.success ? definition.summary(parsed.data) : definition.description;
}
