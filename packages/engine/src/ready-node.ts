import { checkNode } from '@signalbox/flow';
import type { FlowNode, NodeRuntime, PublishedFlow } from '@signalbox/flow';
import { FlowCompileError } from './compile-error.ts';
import type { NodeCatalogue } from './contract.ts';
import { meaningOf } from './meaning.ts';
import type { Meant } from './meaning.ts';

/** A node with its type's behaviour and its data, defaults filled in. */
export interface ReadyNode extends Meant {
  readonly runtime: NodeRuntime;
  /** See `meaningOf`. */
  readonly meaning: number;
}

/** @throws {FlowCompileError} the type is unknown, cannot run here, or refuses the data */
export function readNode(flow: PublishedFlow, node: FlowNode, catalogue: NodeCatalogue): ReadyNode {
  const place = { flowId: flow.id, version: flow.version, nodeId: node.id };
  const definition = catalogue.definition(node.type);
  const fault = checkNode(node, definition).find((problem) => problem.severity === 'error');
  if (fault !== undefined || definition === undefined) {
    const reason = fault?.message ?? `Node #${node.id} has the unknown type "${node.type}"`;
    throw new FlowCompileError({ ...place, field: fault?.parameters?.[0] ?? 'type' }, reason);
  }
  const runtime = catalogue.runtime(node.type);
  if (runtime === undefined) {
    const reason = `Node #${node.id} is of type "${node.type}", which this server cannot run`;
    throw new FlowCompileError({ ...place, field: 'type' }, reason);
  }
  const meant = { node, definition, data: definition.schema.parse(node.data) };
  return { ...meant, runtime, meaning: meaningOf(meant) };
}
