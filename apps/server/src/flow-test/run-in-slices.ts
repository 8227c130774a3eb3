import type { Clock } from '@signalbox/runtime';
import { HttpProblem } from '../http/problem.ts';

export interface SliceOptions {
  readonly clock: Pick<Clock, 'now' | 'soon'>;
  /** Nobody waits for the answer any more. */
  readonly isGone: () => boolean;
}

/** Messages that arrive meanwhile wait for no longer than this, ms. */
const SLICE_MS = 5;
/** A test that takes longer is given up, ms. */
export const TEST_LIMIT_MS = 20_000;

/**
 * Does work a few milliseconds at a time, so that everything else goes on beside it.
 * @throws {HttpProblem} `test_too_long` when it takes too long, or nobody waits for it any more
 */
export async function runInSlices<Result>(
  work: Generator<undefined, Result>,
  { clock, isGone }: SliceOptions,
): Promise<Result> {
  const began = clock.now();
  let sliceAt = began;
  for (let next = work.next(); ; next = work.next()) {
    if (next.done === true) return next.value;
    const now = clock.now();
    if (now - began > TEST_LIMIT_MS) throw new HttpProblem('test_too_long', TOO_LONG);
    if (now - sliceAt < SLICE_MS) continue;
    await nextTurn(clock);
    if (isGone()) throw new HttpProblem('test_too_long', 'Nobody waits for the answer any more.');
    sliceAt = clock.now();
  }
}

const TOO_LONG = `The test was given up after ${TEST_LIMIT_MS / 1000} s. Take fewer messages or a shorter time; a schedule that comes every minute makes a long time expensive.`;

/** Lets everything else that waits have its turn. */
export function nextTurn(clock: Pick<Clock, 'soon'>): Promise<void> {
  return new Promise((resolve) => clock.soon(resolve));
}
