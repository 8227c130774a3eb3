import type { NodeDefinition, NodeDefinitions } from '@signalbox/flow';

/** Node types that exist, also as a list for the palette. */
export interface NodeLibrary extends NodeDefinitions {
  readonly list: readonly NodeDefinition[];
}
