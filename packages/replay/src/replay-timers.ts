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

  /** Takes out the earliest timer that is due, of those of one time the one set first; `null` when none is. */
  take(now: number): ReplayTimer | null {
    let earliest: readonly [string, ReplayTimer] | null = null;
    for (const entry of this.#waiting) {
      if (entry[1].at <= now && (earliest === null || entry[1].at < earliest[1].at)) earliest = entry;
    }
    if (earliest === null) return null;
    this.#waiting.delete(earliest[0]);
    return earliest[1];
  }
}
