import type { NodeDefinition, NodeRuntime } from '@signalbox/flow';
import { definitions } from './definitions.gen.ts';
import { runtimes } from './runtimes.gen.ts';

const definitionsByType = new Map(Object.entries<NodeDefinition>(definitions));
const runtimesByType = new Map(Object.entries<NodeRuntime>(runtimes));

/** Definition and behaviour of every node type, in the shape that the engine asks for. */
export const nodeCatalogue = {
  definition: (type: string): NodeDefinition | undefined => definitionsByType.get(type),
  runtime: (type: string): NodeRuntime | undefined => runtimesByType.get(type),
};
