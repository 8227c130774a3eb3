import { textHash } from '@signalbox/flow';
import type { FlowNode, NodeDefinition } from '@signalbox/flow';

/** What of a node decides what it means. */
export interface Meant {
  readonly node: FlowNode;
  readonly definition: NodeDefinition;
  /** Defaults filled in. */
  readonly data: unknown;
}

/**
 * Hash of what a node's state and timers depend on: its type and what its definition says of its
 * data. Never 0, which stands for states of which it is not known.
 */
export function meaningOf({ node, definition, data }: Meant): number {
  const meaning = definition.meaning ? definition.meaning(data) : withoutTitle(data);
  return textHash(`${node.type} ${JSON.stringify(meaning, sortKeys)}`) || 1;
}

function withoutTitle(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || !('title' in data)) return data;
  const { title: _title, ...rest } = data;
  return rest;
}

/** Objects with their keys in order: the order in a file means nothing. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
