import { canHoldTogether } from '@signalbox/expression';
import type { NodeDefinition, NodeDefinitions } from '@signalbox/flow';
import { definitions } from './definitions.gen.ts';

/** Every node type's definition, by type. */
export const nodeDefinitions: ReadonlyMap<string, NodeDefinition> = new Map(
  Object.entries<NodeDefinition>(definitions),
);

/** Answers for a type's definition, in the shape that checks and the editor ask for. */
export const definitionCatalogue: NodeDefinitions = {
  definition: (type) => nodeDefinitions.get(type),
  canHold: canHoldTogether,
};

export { isChosen, readChoice } from './source-choice.ts';
export type { SourceChoice } from './source-choice.ts';
