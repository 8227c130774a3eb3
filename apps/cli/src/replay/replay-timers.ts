import type { TimerChange } from '@signalbox/engine';

/** A timer that waits. */
export type ReplayTimer = TimerChange & { readonly at: number };

/** The timers that nodes set for one source, as a store would keep them. */
export class ReplayTimers {
  readonly #waiting = new Map<string, ReplayTimer>();

  put({ at, ...timer }: TimerChange): void {
    const key = `${timer.flowId} ${timer.nodeId} ${timer.name}`;
    this.#waiting.delete(key);
    if (at !== null) this.#waiting.set(key, { ...timer, at });
  }

  /** Takes out the earliest timer that is due; `null` when none is. */
  take(now: number): ReplayTimer | null {
    const [first] = [...this.#waiting]
      .filter(([, { at }]) => at <= now)
      .toSorted(([, a], [, b]) => a.at - b.at);
    if (first === undefined) return null;
    this.#waiting.delete(first[0]);
    return first[1];
  }
}
