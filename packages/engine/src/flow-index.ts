import type { Source } from '@signalbox/flow';
import type { BoundFlow, CompiledFlow } from './contract.ts';

/** Finds the flows of a source without asking those that name other sources. */
export class FlowIndex {
  readonly #byCandidate = new Map<number, Set<CompiledFlow>>();
  /** Flows that any source may be in. */
  readonly #open = new Set<CompiledFlow>();

  add(flow: CompiledFlow): void {
    if (flow.candidates === null) this.#open.add(flow);
    else for (const sourceId of flow.candidates) this.#addCandidate(sourceId, flow);
  }

  remove(flow: CompiledFlow): void {
    this.#open.delete(flow);
    for (const sourceId of flow.candidates ?? []) {
      const flows = this.#byCandidate.get(sourceId);
      flows?.delete(flow);
      if (flows?.size === 0) this.#byCandidate.delete(sourceId);
    }
  }

  /** In the order of flow ids. */
  find(source: Source): readonly BoundFlow[] {
    const candidates = [...this.#open, ...(this.#byCandidate.get(source.id) ?? [])];
    return bindAll(candidates, source);
  }

  #addCandidate(sourceId: number, flow: CompiledFlow): void {
    const flows = this.#byCandidate.get(sourceId);
    if (flows === undefined) this.#byCandidate.set(sourceId, new Set([flow]));
    else flows.add(flow);
  }
}

/** Those of the flows that the source is in, in the order of flow ids. */
export function bindAll(flows: readonly CompiledFlow[], source: Source): readonly BoundFlow[] {
  return flows
    .map((flow) => flow.bind(source))
    .filter((bound) => bound !== null)
    .sort(byFlowId);
}

export function byFlowId(a: BoundFlow, b: BoundFlow): number {
  return a.flow.id - b.flow.id;
}
