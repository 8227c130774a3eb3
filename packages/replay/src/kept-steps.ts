import type { FlowTrace } from '@signalbox/flow';
import { LastSteps } from './last-steps.ts';
import type { TestedStep } from './tested-step.ts';

/** Steps that asked for something, and steps that failed, each: those that come first. */
const FIRST_KEPT = 150;
/** Visits of all steps that are held, together, beside those of the very last one. */
export const MAX_VISITS = 10_000;
/** Of all steps that are given, together, as JSON, characters: a visit may have tens of kilobytes. */
export const MAX_SIZE = 8 * 1024 * 1024;

/**
 * Chooses which steps of a test are kept in full: the first that asked for something, the first that
 * failed, and the last in which each node took each of its ways, so that each node can be asked why.
 */
export class KeptSteps {
  readonly #first = new Map<FlowTrace['outcome'], TestedStep[]>();
  // Neither kind keeps the other out, however much there is of it.
  readonly #ways = new LastSteps(MAX_VISITS / 2);
  #visitsLeft = MAX_VISITS / 2;
  #last: TestedStep | null = null;
  /** Steps that asked for something or failed. */
  #notable = 0;

  take(step: TestedStep): void {
    this.#last = step;
    this.#ways.take(step);
    if (step.trace.outcome !== 'not_fired') this.#takeNotable(step);
  }

  /**
   * In their order, and how many that asked for something or failed are not among them. Yields after each
   * little piece of work.
   */
  *list(): Generator<undefined, { readonly steps: readonly TestedStep[]; readonly leftOut: number }> {
    const kept = new Map<number, TestedStep>();
    const ways = [...(this.#last === null ? [] : [this.#last]), ...this.#ways.list()];
    const size = yield* keepUpTo(MAX_SIZE / 2, ways, kept);
    yield* keepUpTo(MAX_SIZE - size, [...this.#first.values()].flat(), kept);
    const steps = [...kept.values()].toSorted((one, other) => one.ordinal - other.ordinal);
    const shown = steps.filter(({ trace }) => trace.outcome !== 'not_fired').length;
    return { steps, leftOut: this.#notable - shown };
  }

  #takeNotable(step: TestedStep): void {
    this.#notable += 1;
    const { body, outcome } = step.trace;
    const first = this.#first.get(outcome) ?? [];
    this.#first.set(outcome, first);
    if (first.length >= FIRST_KEPT || body.visits.length > this.#visitsLeft) return;
    this.#visitsLeft -= body.visits.length;
    first.push(step);
  }
}

/** Keeps those that are not too large together; gives how large they are. */
function* keepUpTo(
  most: number,
  steps: readonly TestedStep[],
  kept: Map<number, TestedStep>,
): Generator<undefined, number> {
  let size = 0;
  for (const step of steps) {
    yield;
    if (kept.has(step.ordinal)) continue;
    const own = JSON.stringify(step.trace.body).length;
    if (size + own > most) continue;
    size += own;
    kept.set(step.ordinal, step);
  }
  return size;
}
