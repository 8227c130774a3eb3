import { DEFAULT_MAX_EFFECTS_PER_MIN, portOf, portsOf, withoutDisabled } from '@signalbox/flow';
import type { FlowEdge, PortKey, PublishedFlow } from '@signalbox/flow';
import { createBinder } from './bind.ts';
import { FlowCompileError } from './compile-error.ts';
import type { CompiledFlow, CompiledNode, NodeCatalogue, NodeExplanation } from './contract.ts';
import { effectIdPrefix } from './effect-id.ts';
import { readNode } from './ready-node.ts';
import type { ReadyNode } from './ready-node.ts';
import { nodeStateKey } from './source-state.ts';
import { sweepersOf } from './sweepers.ts';
import { orderNodes } from './topological-order.ts';

/** By the way out of a node. */
type Successors = Map<PortKey, number[]>;

/**
 * Makes a published flow ready to run: node data parsed (defaults filled in), formulas and
 * templates prepared, nodes put in the order they run. Nodes that are switched off are left out.
 * @throws {FlowCompileError} naming node and field: unknown type, invalid data, an edge without an
 *   end, a cycle
 */
export function compileFlow(published: PublishedFlow, catalogue: NodeCatalogue): CompiledFlow {
  const flow = { ...published, document: withoutDisabled(published.document) };
  const ready = orderNodes(flow).map((node) => readNode(flow, node, catalogue));
  const indexOf = new Map(ready.map(({ node }, index) => [node.id, index]));
  const successors = successorsOf(flow.document.edges, indexOf);
  const nodes = ready.map((entry, index) => compileNode(flow, entry, successors[index] ?? new Map()));
  const binder = createBinder(ready);
  const compiled: CompiledFlow = {
    id: flow.id,
    version: flow.version,
    maxEffectsPerMin: flow.document.max_effects_per_min ?? DEFAULT_MAX_EFFECTS_PER_MIN,
    staleAfterMs: flow.document.stale_after_s * 1000,
    nodes,
    indexOf,
    active: new Uint8Array(nodes.length),
    acceptsLate: nodes.some((node) => node.acceptsLate),
    candidates: binder.candidates,
    watchers: ready.flatMap(({ runtime }, index) => (runtime.watches === true ? [index] : [])),
    sweepers: sweepersOf(flow.id, ready),
    bind: (source) => binder.bind(compiled, source),
  };
  return compiled;
}

function compileNode(flow: PublishedFlow, ready: ReadyNode, successors: Successors): CompiledNode {
  const { node, definition, runtime, data } = ready;
  const visit = { flowId: flow.id, nodeId: node.id };
  const ports = new Set<PortKey>([...portsOf(definition, node.data), ...successors.keys()]);
  const exits = [...ports].map((branch) => [
    branch,
    { visit: { ...visit, branch }, successors: successors.get(branch) ?? [] },
  ]);
  return {
    id: node.id,
    type: definition.type,
    run: prepareRun(flow, ready),
    explanation: explanationOf(ready),
    acceptsLate: runtime.acceptsLate?.(data) ?? false,
    stateKey: nodeStateKey(flow.id, node.id),
    idPrefix: effectIdPrefix(flow.id, flow.version, node.id),
    meaning: ready.meaning,
    exits: { none: { visit: { ...visit, branch: null }, successors: [] }, ...Object.fromEntries(exits) },
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

function explanationOf({ definition, runtime, data }: ReadyNode): CompiledNode['explanation'] {
  let made: NodeExplanation | null = null;
  return () => {
    made ??= {
      reads: definition.reads?.(data) ?? [],
      explain: runtime.prepareExplain?.(data) ?? (() => []),
    };
    return made;
  };
}

/** Successors of every node by way out, as ascending indexes, each once. */
function successorsOf(edges: readonly FlowEdge[], indexOf: ReadonlyMap<number, number>): Successors[] {
  const successors = Array.from(indexOf, (): Successors => new Map());
  for (const edge of edges) {
    const target = indexOf.get(edge.to);
    const byPort = successors[indexOf.get(edge.from) ?? -1];
    if (target === undefined || byPort === undefined) continue;
    const targets = byPort.get(portOf(edge)) ?? [];
    if (!targets.includes(target)) targets.push(target);
    byPort.set(portOf(edge), targets);
  }
  for (const byPort of successors) {
    for (const targets of byPort.values()) targets.sort((a, b) => a - b);
  }
  return successors;
}
