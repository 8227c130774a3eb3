import type { FlowNode, Names, NodeDefinition } from '@signalbox/flow';
import { text } from '../text/text.ts';

/** What a node shows of itself, also while its data is incomplete. */
export interface NodeFace {
  readonly title: string;
  readonly typeTitle: string;
  readonly summary: string;
}

/** @param names of what the node refers to by number */
export function nodeFace(node: FlowNode, definition: NodeDefinition | undefined, names: Names): NodeFace {
  if (definition === undefined) {
    const typeTitle = text.canvas.unknownType;
    return { title: titleOf(node.data) ?? typeTitle, typeTitle, summary: node.type };
  }
  const parsed = definition.schema.safeParse(node.data);
  const typeTitle = definition.title;
  return {
    title: titleOf(parsed.success ? parsed.data : node.data) ?? typeTitle,
    typeTitle,
    summary: parsed.success ? definition.summary(parsed.data, names) : definition.description,
  };
}

/** The name of a node alone, without reading all of its data. */
export function nodeTitle(node: FlowNode, definition: NodeDefinition | undefined): string {
  return titleOf(node.data) ?? definition?.title ?? text.canvas.unknownType;
}

function titleOf(data: unknown): string | null {
  const title: unknown = typeof data === 'object' && data !== null && 'title' in data ? data.title : null;
  return typeof title === 'string' && title.trim() !== '' ? title : null;
}
