import type { FlowNode, Names } from '@signalbox/flow';
import { nodeFace } from '../canvas/node-face.ts';
import type { NodeFace } from '../canvas/node-face.ts';
import type { NodeLibrary } from '../canvas/node-library.ts';

export interface FoundNode {
  readonly node: FlowNode;
  readonly face: NodeFace;
}

/** What nodes are shown with. */
interface Known {
  readonly library: NodeLibrary;
  readonly names: Names;
}

/**
 * The nodes that all of the words are found in: title, type, number, summary, attributes that are
 * read or written, and whatever text its data holds. Titles that begin with the first word come first.
 */
export function findNodes(
  nodes: readonly FlowNode[],
  { library, names }: Known,
  words: string,
): readonly FoundNode[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const found = nodes.flatMap((node): readonly FoundNode[] => {
    const definition = library.definition(node.type);
    const face = nodeFace(node, definition, names);
    const content = contentOf(node, face);
    return wanted.every((word) => content.includes(word)) ? [{ node, face }] : [];
  });
  const [first = ''] = wanted;
  const rank = ({ face }: FoundNode): number => (face.title.toLowerCase().startsWith(first) ? 0 : 1);
  return found.toSorted((a, b) => rank(a) - rank(b));
}

/** Formulas and templates are part of the data, so the names of attributes are too. */
function contentOf(node: FlowNode, { title, typeTitle, summary }: NodeFace): string {
  return `${title} ${typeTitle} ${node.type} #${node.id} ${summary} ${valuesOf(node.data)}`.toLowerCase();
}

function valuesOf(value: FlowNode['data'][string] | FlowNode['data']): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  return Object.values(value).map(valuesOf).join(' ');
}
