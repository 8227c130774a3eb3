import type { FlowTrace } from '@signalbox/flow';

/** A step of a test that can be shown in full. */
export interface TestedStep {
  /** Place among all steps of the test, from 0. */
  readonly ordinal: number;
  readonly trace: FlowTrace;
}

/** Steps that asked for something, and steps that failed, each: those that come first. */
const FIRST_KEPT = 150;
/** Visits of all steps that are given, together: each may have kilobytes. */
export const MAX_VISITS = 10_000;

/**
 * Chooses which steps of a test are kept in full: the first that asked for something, the first that
 * failed, and the last in which each node took each of its ways, so that each node can be asked why.
 */
export class KeptSteps {
  readonly #first = new Map<FlowTrace['outcome'], TestedStep[]>();
  /** By node and way out. */
  readonly #lastByWay = new Map<string, TestedStep>();
  #last: TestedStep | null = null;
  /** Steps that asked for something or failed. */
  #notable = 0;

  take(step: TestedStep): void {
    this.#last = step;
    for (const { node_id: id, branch } of step.trace.body.visits)
      this.#lastByWay.set(`${id} ${branch ?? ''}`, step);
    const { outcome } = step.trace;
    if (outcome === 'not_fired') return;
    this.#notable += 1;
    const first = this.#first.get(outcome) ?? [];
    this.#first.set(outcome, first);
    if (first.length < FIRST_KEPT) first.push(step);
  }

  /** In their order, and how many that asked for something or failed are not among them. */
  list(): { readonly steps: readonly TestedStep[]; readonly leftOut: number } {
    const kept = new Map<number, TestedStep>();
    const ways = [...(this.#last === null ? [] : [this.#last]), ...this.#lastByWay.values()];
    // Neither kind keeps the other out, however much there is of it.
    const visits = keepUpTo(MAX_VISITS / 2, ways, kept);
    keepUpTo(MAX_VISITS - visits, [...this.#first.values()].flat(), kept);
    const steps = [...kept.values()].toSorted((one, other) => one.ordinal - other.ordinal);
    const shown = steps.filter(({ trace }) => trace.outcome !== 'not_fired').length;
    return { steps, leftOut: this.#notable - shown };
  }
}

/** Keeps those that have not too many visits together; gives how many they have. */
function keepUpTo(most: number, steps: readonly TestedStep[], kept: Map<number, TestedStep>): number {
  let visits = 0;
  for (const step of steps) {
    const count = step.trace.body.visits.length;
    if (kept.has(step.ordinal) || visits + count > most) continue;
    visits += count;
    kept.set(step.ordinal, step);
  }
  return visits;
}
