import type { Clock } from '@signalbox/runtime';
import { HttpProblem } from '../http/problem.ts';

export interface SliceOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** Where it waits for its turn with the others. */
  readonly queue: SliceQueue;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** Work that goes on for longer than this lets everything else have its turn, ms. */
const SLICE_MS = 5;
/** A test that takes longer is given up, ms. */
export const TEST_LIMIT_MS = 20_000;

/** Lets one of all that work in slices have a slice between two turns of everything else. */
export class SliceQueue {
  readonly #clock: Pick<Clock, 'soon'>;
  /** Those who wait for a slice, first come first. */
  readonly #waiting = new Set<() => void>();
  #isSet = false;

  constructor(clock: Pick<Clock, 'soon'>) {
    this.#clock = clock;
  }

  /**
   * Resolves when the next slice may be worked on. Who is gone gives the place to the next at once.
   * @throws the signal's reason, as soon as it is aborted
   */
  turn(signal: AbortSignal): Promise<void> {
    const { promise, reject, resolve } = Promise.withResolvers<void>();
    const leave = (): void => {
      this.#waiting.delete(resolve);
      reject(signal.reason);
    };
    if (signal.aborted) leave();
    else {
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.add(resolve);
      this.#set();
    }
    return promise.finally(() => signal.removeEventListener('abort', leave));
  }

  #set(): void {
    if (this.#isSet || this.#waiting.size === 0) return;
    this.#isSet = true;
    this.#clock.soon(() => {
      this.#isSet = false;
      const [next] = this.#waiting;
      if (next === undefined) return;
      this.#waiting.delete(next);
      next();
      this.#set();
    });
  }
}

/**
 * Does work a few milliseconds at a time, so that everything else goes on beside it.
 * @throws {HttpProblem} `test_too_long` when it takes too long; the signal's reason as soon as it is aborted
 */
export async function runInSlices<Result>(
  work: Generator<undefined, Result>,
  { clock, queue, signal }: SliceOptions,
): Promise<Result> {
  const began = clock.now();
  for (;;) {
    await queue.turn(signal);
    const sliceAt = clock.now();
    for (let now = sliceAt; now - sliceAt < SLICE_MS; now = clock.now()) {
      if (now - began > TEST_LIMIT_MS) throw new HttpProblem('test_too_long', TOO_LONG);
      const next = work.next();
      if (next.done === true) return next.value;
    }
  }
}

const TOO_LONG = `The test was given up after ${TEST_LIMIT_MS / 1000} s. Take fewer messages or a shorter time; a schedule that comes every minute makes a long time expensive.`;
