import type { FlowTrace } from '@signalbox/flow';

/** A step of a test that can be shown in full. */
export interface TestedStep {
  /** Place among all steps of the test, from 0. */
  readonly ordinal: number;
  readonly trace: FlowTrace;
}

/** Steps that asked for something, and steps that failed, each: those that come first. */
const FIRST_KEPT = 150;

/**
 * Chooses which steps of a test are kept in full: the first that asked for something, the first that
 * failed, and the last in which each node took each of its ways, so that each node can be asked why.
 */
export class KeptSteps {
  readonly #first = new Map<FlowTrace['outcome'], TestedStep[]>();
  /** By node and way out. */
  readonly #lastByWay = new Map<string, TestedStep>();
  #last: TestedStep | null = null;
  #leftOut = 0;

  /** Steps that asked for something or failed, and are not kept. */
  get leftOut(): number {
    return this.#leftOut;
  }

  take(step: TestedStep): void {
    this.#last = step;
    for (const { node_id: id, branch } of step.trace.body.visits)
      this.#lastByWay.set(`${id} ${branch ?? ''}`, step);
    const { outcome } = step.trace;
    if (outcome === 'not_fired') return;
    const first = this.#first.get(outcome) ?? [];
    if (first.length < FIRST_KEPT) this.#first.set(outcome, [...first, step]);
    else this.#leftOut += 1;
  }

  /** In their order. */
  list(): readonly TestedStep[] {
    const all = [...this.#first.values()].flat().concat(...this.#lastByWay.values(), this.#last ?? []);
    const unique = new Map(all.map((step) => [step.ordinal, step]));
    return [...unique.values()].toSorted((one, other) => one.ordinal - other.ordinal);
  }
}
