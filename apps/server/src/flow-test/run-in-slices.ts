import type { Clock } from '@signalbox/runtime';
import { HttpProblem } from '../http/problem.ts';

export interface SliceOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** Where it waits for its turn with the others. */
  readonly queue: SliceQueue;
  /** Nobody waits for the answer any more. */
  readonly isGone: () => boolean;
}

/** Work that goes on for longer than this lets everything else have its turn, ms. */
const SLICE_MS = 5;
/** A test that takes longer is given up, ms. */
export const TEST_LIMIT_MS = 20_000;

/** Lets one of all that work in slices have a slice between two turns of everything else. */
export class SliceQueue {
  readonly #clock: Pick<Clock, 'soon'>;
  #last: Promise<void> = Promise.resolve();

  constructor(clock: Pick<Clock, 'soon'>) {
    this.#clock = clock;
  }

  /** Resolves when the next slice may be worked on. */
  turn(): Promise<void> {
    this.#last = this.#last.then(() => new Promise((resolve) => this.#clock.soon(resolve)));
    return this.#last;
  }
}

/**
 * Does work a few milliseconds at a time, so that everything else goes on beside it.
 * @throws {HttpProblem} `test_too_long` when it takes too long, or nobody waits for it any more
 */
export async function runInSlices<Result>(
  work: Generator<undefined, Result>,
  { clock, queue, isGone }: SliceOptions,
): Promise<Result> {
  const began = clock.now();
  for (;;) {
    await queue.turn();
    if (isGone()) throw new HttpProblem('test_too_long', 'Nobody waits for the answer any more.');
    const sliceAt = clock.now();
    for (let now = sliceAt; now - sliceAt < SLICE_MS; now = clock.now()) {
      if (now - began > TEST_LIMIT_MS) throw new HttpProblem('test_too_long', TOO_LONG);
      const next = work.next();
      if (next.done === true) return next.value;
    }
  }
}

const TOO_LONG = `The test was given up after ${TEST_LIMIT_MS / 1000} s. Take fewer messages or a shorter time; a schedule that comes every minute makes a long time expensive.`;
