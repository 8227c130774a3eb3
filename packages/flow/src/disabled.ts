import type { FlowDocument } from './document.ts';

/**
 * The flow as it runs: without the nodes that are switched off and the edges that touch them, so
 * that nothing passes them (design §5). The document itself when all nodes are on.
 */
export function withoutDisabled(document: FlowDocument): FlowDocument {
  const off = new Set(document.nodes.filter((node) => node.disabled === true).map((node) => node.id));
  if (off.size === 0) return document;
  return {
    ...document,
    nodes: document.nodes.filter((node) => !off.has(node.id)),
    edges: document.edges.filter((edge) => !off.has(edge.from) && !off.has(edge.to)),
  };
}
