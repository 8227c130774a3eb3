import type { FlowNode } from './document.ts';
import type { NodeDefinition, NodeDefinitions } from './node.ts';

/** A node with its type's definition and the data that the schema made of it. */
export interface KnownNode {
  readonly node: FlowNode;
  readonly definition: NodeDefinition;
  readonly data: unknown;
}

/** Reads each node's data once, when it is first asked for; `null` where type or data cannot be read. */
export class NodeReader {
  readonly #definitions: NodeDefinitions;
  readonly #read = new Map<FlowNode, KnownNode | null>();

  constructor(definitions: NodeDefinitions) {
    this.#definitions = definitions;
  }

  read(node: FlowNode): KnownNode | null {
    const before = this.#read.get(node);
    if (before !== undefined) return before;
    const known = this.#parse(node);
    this.#read.set(node, known);
    return known;
  }

  #parse(node: FlowNode): KnownNode | null {
    const definition = this.#definitions.definition(node.type);
    const parsed = definition?.schema.safeParse(node.data);
    return definition && parsed?.success === true ? { node, definition, data: parsed.data } : null;
  }
}
