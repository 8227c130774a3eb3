import { withWords } from '@signalbox/flow';
import { definitionCatalogue, nodeDefinitions } from '@signalbox/nodes';
import { nodeWords } from '../text/text.ts';
import type { NodeLibrary } from './node-library.ts';

const list = [...nodeDefinitions.values()].map((definition) =>
  withWords(definition, nodeWords[definition.type]),
);
const byType = new Map(list.map((definition) => [definition.type, definition]));

/** The node types that exist, in the language of the page. */
export const nodeTypes: NodeLibrary = {
  ...definitionCatalogue,
  definition: (type) => byType.get(type),
  list,
};
