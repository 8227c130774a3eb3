import type { Source } from '@signalbox/flow';
import type { BoundFlow, CompiledFlow } from './contract.ts';

/** Finds the flows of a source without asking those that name other sources. */
export class FlowIndex {
  readonly #byCandidate = new Map<number, CompiledFlow[]>();
  /** Flows that any source may be in. */
  readonly #open: CompiledFlow[] = [];

  constructor(flows: readonly CompiledFlow[]) {
    for (const flow of flows) {
      if (flow.candidates === null) this.#open.push(flow);
      else for (const sourceId of flow.candidates) this.#add(sourceId, flow);
    }
  }

  /** In the order of flow ids. */
  find(source: Source): readonly BoundFlow[] {
    const candidates = [...this.#open, ...(this.#byCandidate.get(source.id) ?? [])];
    return candidates
      .map((flow) => flow.bind(source))
      .filter((bound) => bound !== null)
      .sort((a, b) => a.flow.id - b.flow.id);
  }

  #add(sourceId: number, flow: CompiledFlow): void {
    const flows = this.#byCandidate.get(sourceId);
    if (flows === undefined) this.#byCandidate.set(sourceId, [flow]);
    else flows.push(flow);
  }
}
