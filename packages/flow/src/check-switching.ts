import type { FlowEdge } from './document.ts';
import type { Graph } from './graph.ts';
import { nodesInCycles, orderOf } from './graph.ts';
import { NodeReader } from './node-data.ts';
import type { NodeDefinitions, Switching } from './node.ts';
import { nodeName } from './node-name.ts';
import { portOf } from './port.ts';
import { flowProblem } from './problem.ts';
import type { FlowProblem } from './problem.ts';
import { SameRun } from './same-run.ts';
import type { NodePair } from './same-run.ts';

/** Two nodes and what one switches on and the other off. */
interface Contest {
  readonly pair: NodePair;
  readonly targets: readonly string[];
}

interface Switch {
  readonly nodeId: number;
  readonly switching: Switching;
}

/**
 * Doubts about what a flow switches: the same thing on and off for one message, and what comes back
 * as the reason for itself. Nothing is said of a graph with cycles; it has an error of its own.
 */
export function checkSwitching(graph: Graph, definitions: NodeDefinitions): FlowProblem[] {
  const reader = new NodeReader(definitions);
  const switches = [...graph.values()].flatMap(({ node }): Switch[] => {
    if (definitions.definition(node.type)?.switches === undefined) return [];
    const known = reader.read(node);
    const found = known?.definition.switches?.(known.data) ?? [];
    return found.map((switching) => ({ switching, nodeId: node.id }));
  });
  if (switches.length === 0 || nodesInCycles(graph).length > 0) return [];
  const checker = new SwitchingChecker(graph, definitions, reader);
  return [...checker.contested(switches), ...switches.flatMap((found) => checker.feedback(found))];
}

class SwitchingChecker {
  readonly #graph: Graph;
  readonly #definitions: NodeDefinitions;
  readonly #reader: NodeReader;
  readonly #required = new Map<number, ReadonlySet<string>>();
  readonly #fed = new Set<string>();

  constructor(graph: Graph, definitions: NodeDefinitions, reader: NodeReader) {
    this.#graph = graph;
    this.#definitions = definitions;
    this.#reader = reader;
  }

  /** Pairs of nodes of which one switches on what the other switches off, for one message. */
  contested(switches: readonly Switch[]): readonly FlowProblem[] {
    const run = new SameRun(this.#graph, (edge) => this.#isDeferred(edge));
    const starts = [...this.#graph.values()].filter(
      ({ node }) => this.#definitions.definition(node.type)?.category === 'trigger',
    );
    const ids = starts.map(({ node }) => node.id);
    const targets = new Set(switches.map(({ switching }) => switching.target));
    const found = new Map<string, Contest>();
    for (const target of targets) {
      const on = switchersOf(switches, target, true);
      const off = switchersOf(switches, target, false);
      const pairs = on.size > 0 && off.size > 0 ? run.pairs(ids, on, off) : [];
      for (const pair of pairs.filter(([first, second]) => this.#canBothRun(first, second))) {
        const key = pair.toSorted((a, b) => a - b).join(' ');
        found.set(key, { pair, targets: [...(found.get(key)?.targets ?? []), target] });
      }
    }
    return [...found.values()].map(contestedProblem);
  }

  /** Conditions that read back what this node switches, without a rest in between. */
  feedback({ nodeId, switching: { target, reportedBy } }: Switch): readonly FlowProblem[] {
    if (reportedBy.length === 0) return [];
    return this.#leadingTo(nodeId).flatMap((id) => {
      const entry = this.#graph.get(id);
      const known = entry && this.#reader.read(entry.node);
      if (!known || known.definition.category !== 'condition') return [];
      const read = known.definition.reads?.(known.data).find((name) => reportedBy.includes(name));
      const key = `${id} ${nodeId}`;
      if (read === undefined || this.#fed.has(key)) return [];
      this.#fed.add(key);
      const message = `${nodeName(known.node, this.#definitions)} asks for ${read}, which tells of ${target} that node #${nodeId} switches: the flow may set itself off again. A release condition or a rest prevents that`;
      return [flowProblem('FLOW_FEEDS_ITSELF', message, { nodeIds: [id, nodeId] })];
    });
  }

  /** Nodes from which a way leads to this one that no node damps, itself left out. */
  #leadingTo(nodeId: number): readonly number[] {
    const leading = new Set([nodeId]);
    for (const id of leading) {
      for (const { from } of this.#graph.get(id)?.incoming ?? []) {
        if (!this.#damps(from)) leading.add(from);
      }
    }
    leading.delete(nodeId);
    return [...leading];
  }

  #damps(id: number): boolean {
    const entry = this.#graph.get(id);
    const known = entry && this.#reader.read(entry.node);
    return known?.definition.damps?.(known.data) ?? false;
  }

  /** Success and failure are known later, and a node that defers goes on later. */
  #isDeferred({ from, type }: FlowEdge): boolean {
    if (type === 'success_edge' || type === 'failure_edge') return true;
    const entry = this.#graph.get(from);
    return entry !== undefined && this.#definitions.definition(entry.node.type)?.defers === true;
  }

  #canBothRun(first: number, second: number): boolean {
    const formulas = [...new Set([...this.#requiredFor(first), ...this.#requiredFor(second)])];
    return this.#definitions.canHold?.(formulas) ?? true;
  }

  /** Formulas that are true of any message which reaches a node, whatever way it takes. */
  #requiredFor(id: number): ReadonlySet<string> {
    if (this.#required.size === 0) for (const next of orderOf(this.#graph)) this.#require(next);
    return this.#required.get(id) ?? new Set();
  }

  #require(id: number): void {
    const [first, ...others] = (this.#graph.get(id)?.incoming ?? []).map((edge) => this.#requiredBy(edge));
    const shared = [...(first ?? [])].filter((formula) => others.every((way) => way.has(formula)));
    this.#required.set(id, new Set(shared));
  }

  #requiredBy(edge: FlowEdge): ReadonlySet<string> {
    if (this.#isDeferred(edge)) return new Set();
    const entry = this.#graph.get(edge.from);
    const known = entry && this.#reader.read(entry.node);
    const formula = known?.definition.requires?.(known.data, portOf(edge)) ?? null;
    const before = this.#required.get(edge.from) ?? new Set<string>();
    return formula === null ? before : new Set([...before, formula]);
  }
}

function switchersOf(switches: readonly Switch[], target: string, value: boolean): ReadonlySet<number> {
  const found = switches.filter(({ switching }) => switching.target === target && switching.value === value);
  return new Set(found.map(({ nodeId }) => nodeId));
}

function contestedProblem({ pair, targets }: Contest): FlowProblem {
  const [first, second] = pair;
  const message = `Duplicate Switch ${targets.join(', ')} action in Nodes: #${first}, #${second}: one message can switch it on and off`;
  return flowProblem('FLOW_OUTPUT_CONTESTED', message, { nodeIds: [first, second] });
}
