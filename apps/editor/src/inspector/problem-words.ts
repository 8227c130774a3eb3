import type { FlowProblem } from '@signalbox/api';
import type { FlowDocument } from '@signalbox/flow';
import { fieldsOf } from '@signalbox/flow';
import { nodeFace } from '../canvas/node-face.ts';
import type { NodeLibrary } from '../canvas/node-library.ts';

/**
 * What a problem says beside its field: the message without the node and the path that stand
 * before it, which are written for the API's readers.
 */
export function faultText(problem: Pick<FlowProblem, 'message' | 'parameters'>): string {
  const path = problem.parameters?.[0];
  const at = path === undefined ? -1 : problem.message.indexOf(`${path}: `);
  const words = path === undefined || at < 0 ? problem.message : problem.message.slice(at + path.length + 2);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a problem says in a list: the node by its title and the field by its label. */
export function problemText(problem: FlowProblem, document: FlowDocument, library: NodeLibrary): string {
  const [id, ...others] = problem.node_ids ?? [];
  const node = document.nodes.find((candidate) => candidate.id === id);
  const field = problem.parameters?.[0]?.match(/^data\.(\w+)/)?.[1];
  if (node === undefined || others.length > 0 || field === undefined) return problem.message;
  const definition = library.definition(node.type);
  if (definition === undefined) return problem.message;
  const { title } = nodeFace(node, definition);
  const label = fieldsOf(definition).find(({ key }) => key === field)?.meta.title ?? field;
  return `${title} › ${label}: ${faultText(problem)}`;
}
