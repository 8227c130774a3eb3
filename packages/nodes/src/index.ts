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

export { cronFault, nextTimeOf } from './schedule/cron.ts';
export { isChosen, readChoice } from './source-choice.ts';
export type { SourceChoice } from './source-choice.ts';
export { bodyPlace } from './webhook/body-place.ts';
export { lookUp as lookUpTemplateName, TEMPLATE_NAMES } from './webhook/template-names.ts';
export type { TemplateContext } from './webhook/template-names.ts';
