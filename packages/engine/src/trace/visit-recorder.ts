import type { Effect, JsonValue, NodeView, NodeVisit } from '@signalbox/flow';
import type { CompiledFlow, CompiledNode, EngineInput, Exit, StepRecorder } from '../contract.ts';
import { MAX_INPUTS, MAX_VISITS, shortFacts, shortText, shownValue } from './bounds.ts';

type Wire = NodeVisit['arrived_by'][number];

/** What was recorded of one flow. */
export interface RecordedFlow {
  readonly visits: NodeVisit[];
  /** Visits beyond those that are kept. */
  leftOut: number;
}

/**
 * Writes down one step, node by node, in the order they run. Explanations are made before a node
 * runs: what it or a later node writes would show other values afterwards.
 */
export class VisitRecorder implements StepRecorder {
  /** By flow id. */
  readonly flows = new Map<number, RecordedFlow>();
  readonly #input: EngineInput;
  /** Wires that lead to a node of the flow at hand, by the node's index. */
  readonly #wires = new Map<number, Wire[]>();
  #flowId: number | null = null;
  #written: NodeVisit['written'] = [];
  #visit: NodeVisit | null = null;

  constructor(input: EngineInput) {
    this.#input = input;
  }

  enter(flow: CompiledFlow, node: CompiledNode, view: NodeView): void {
    this.#written = [];
    this.#visit = { ...this.#begin(flow, node), ...explained(flow, node, view) };
    if (this.#visit.arrived_by.length === 0) this.#visit.started_by = startOf(view);
  }

  wrote(name: string, value: JsonValue): void {
    this.#written.push({ name, value: shownValue(name, value) });
  }

  leave(flow: CompiledFlow, exit: Exit, effects: readonly Effect[], fault: string | null): void {
    const { branch, nodeId } = exit.visit;
    const asked = effects.map(({ id, kind }) => ({ id, kind, unsent: null }));
    const failed = fault === null ? null : shortText(fault);
    const written = this.#written.slice(0, MAX_INPUTS);
    if (this.#visit !== null)
      this.#keep(flow, { ...this.#visit, branch, effects: asked, written, fault: failed });
    if (branch !== null) this.#lead(exit.successors, { node_id: nodeId, branch });
  }

  heldBack(flow: CompiledFlow, node: CompiledNode): void {
    this.#keep(flow, { ...this.#begin(flow, node), facts: [{ kind: 'history_only' }] });
  }

  #begin(flow: CompiledFlow, node: CompiledNode): NodeVisit {
    if (flow.id !== this.#flowId) this.#startFlow(flow);
    const arrivedBy = this.#wires.get(flow.indexOf.get(node.id) ?? -1) ?? [];
    return {
      node_id: node.id,
      type: node.type,
      started_by: arrivedBy.length === 0 ? 'trigger' : 'wire',
      arrived_by: arrivedBy,
      inputs: [],
      branch: null,
      facts: [],
      effects: [],
      written: [],
      fault: null,
    };
  }

  /** A flow that goes on after a delivery starts at the wires of the node which asked for it. */
  #startFlow(flow: CompiledFlow): void {
    this.#flowId = flow.id;
    this.#wires.clear();
    const input = this.#input;
    if (input.kind !== 'outcome') return;
    const branch = input.outcome.succeeded ? 'success_edge' : 'failure_edge';
    const node = flow.nodes[flow.indexOf.get(input.nodeId) ?? -1];
    this.#lead(node?.exits[branch]?.successors ?? [], { node_id: input.nodeId, branch });
  }

  #lead(successors: readonly number[], wire: Wire): void {
    for (const index of successors) this.#wires.set(index, [...(this.#wires.get(index) ?? []), wire]);
  }

  #keep(flow: CompiledFlow, visit: NodeVisit): void {
    const recorded = this.flows.get(flow.id) ?? { visits: [], leftOut: 0 };
    this.flows.set(flow.id, recorded);
    if (recorded.visits.length < MAX_VISITS) recorded.visits.push(visit);
    else recorded.leftOut += 1;
  }
}

function startOf(view: NodeView): NodeVisit['started_by'] {
  if (view.timer !== null) return 'timer';
  return view.arrived ? 'trigger' : 'watch';
}

/** What fails here, also what makes the explanation ready, is said in its place and harms nothing. */
function explained(flow: CompiledFlow, node: CompiledNode, view: NodeView) {
  let inputs: NodeVisit['inputs'] = [];
  let facts: NodeVisit['facts'];
  try {
    const { reads, explain } = node.explanation();
    inputs = inputsOf(flow, reads, view);
    facts = shortFacts(explain(view));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    facts = [{ kind: 'unexplained', reason: shortText(reason) }];
  }
  return { inputs, facts };
}

function inputsOf(flow: CompiledFlow, reads: readonly string[], view: NodeView): NodeVisit['inputs'] {
  const asOf = view.message?.messageTime ?? view.now;
  return reads.slice(0, MAX_INPUTS).map((name) => {
    const value = view.attribute(name);
    const last = view.sample(name, 0, 'valid');
    const ageMs = last === undefined ? null : asOf - last.generationTime;
    const stale = value === null && ageMs !== null && ageMs > flow.staleAfterMs;
    return { name, value: shownValue(name, value), age_ms: ageMs, stale };
  });
}
