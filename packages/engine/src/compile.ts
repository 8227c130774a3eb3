import { EDGE_TYPES } from '@signalbox/flow';
import type { EdgeType, FlowEdge, PublishedFlow } from '@signalbox/flow';
import { createBinder } from './bind.ts';
import { FlowCompileError } from './compile-error.ts';
import type { CompiledFlow, CompiledNode, NodeCatalogue } from './contract.ts';
import { effectIdPrefix } from './effect-id.ts';
import { readNode } from './ready-node.ts';
import type { ReadyNode } from './ready-node.ts';
import { nodeStateKey } from './source-state.ts';
import { orderNodes } from './topological-order.ts';

type Successors = Record<EdgeType, number[]>;

/**
 * Makes a published flow ready to run: node data parsed (defaults filled in), formulas and
 * templates prepared, nodes put in the order they run.
 * @throws {FlowCompileError} naming node and field: unknown type, invalid data, an edge without an
 *   end, a cycle
 */
export function compileFlow(flow: PublishedFlow, catalogue: NodeCatalogue): CompiledFlow {
  const ready = orderNodes(flow).map((node) => readNode(flow, node, catalogue));
  const indexOf = new Map(ready.map(({ node }, index) => [node.id, index]));
  const successors = successorsOf(flow.document.edges, indexOf);
  const nodes = ready.map((entry, index) => compileNode(flow, entry, successors[index] ?? noSuccessors()));
  const binder = createBinder(ready);
  const compiled: CompiledFlow = {
    id: flow.id,
    version: flow.version,
    staleAfterMs: flow.document.stale_after_s * 1000,
    nodes,
    indexOf,
    active: new Uint8Array(nodes.length),
    acceptsLate: nodes.some((node) => node.acceptsLate),
    candidates: binder.candidates,
    bind: (source) => binder.bind(compiled, source),
  };
  return compiled;
}

function compileNode(flow: PublishedFlow, ready: ReadyNode, successors: Successors): CompiledNode {
  const { node, runtime, data } = ready;
  const visit = { flowId: flow.id, nodeId: node.id };
  const exit = (branch: EdgeType) => ({ visit: { ...visit, branch }, successors: successors[branch] });
  return {
    id: node.id,
    run: prepareRun(flow, ready),
    acceptsLate: runtime.acceptsLate?.(data) ?? false,
    stateKey: nodeStateKey(flow.id, node.id),
    idPrefix: effectIdPrefix(flow.id, flow.version, node.id),
    exits: {
      none: { visit: { ...visit, branch: null }, successors: [] },
      simple_edge: exit('simple_edge'),
      then_edge: exit('then_edge'),
      else_edge: exit('else_edge'),
      success_edge: exit('success_edge'),
      failure_edge: exit('failure_edge'),
    },
  };
}

function prepareRun(flow: PublishedFlow, { node, runtime, data }: ReadyNode): CompiledNode['run'] {
  try {
    return runtime.prepare(data);
  } catch (cause) {
    const place = { flowId: flow.id, version: flow.version, nodeId: node.id, field: 'data' };
    const detail = cause instanceof Error ? cause.message : String(cause);
    const reason = `Node #${node.id} (${node.type}) cannot be prepared: ${detail}`;
    throw new FlowCompileError(place, reason, { cause });
  }
}

/** Successors of every node by edge type, as ascending indexes, each once. */
function successorsOf(edges: readonly FlowEdge[], indexOf: ReadonlyMap<number, number>): Successors[] {
  const successors = Array.from(indexOf, noSuccessors);
  for (const { from, to, type } of edges) {
    const target = indexOf.get(to);
    const targets = successors[indexOf.get(from) ?? -1]?.[type];
    if (target !== undefined && targets !== undefined && !targets.includes(target)) targets.push(target);
  }
  for (const byType of successors) {
    for (const type of EDGE_TYPES) byType[type].sort((a, b) => a - b);
  }
  return successors;
}

function noSuccessors(): Successors {
  return { simple_edge: [], then_edge: [], else_edge: [], success_edge: [], failure_edge: [] };
}
