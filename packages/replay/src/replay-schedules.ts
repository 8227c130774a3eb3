import type { SweepInput, Sweeper } from '@signalbox/engine';

/** The schedules of the flows that one source is in, from the time on when it is first heard of. */
export class ReplaySchedules {
  readonly #waiting: { readonly sweeper: Sweeper; at: number | null }[];

  /** @param since when the source is first heard of, Unix ms */
  constructor(sweepers: readonly Sweeper[], since: number) {
    this.#waiting = sweepers
      .filter(({ occasion }) => occasion === 'schedule')
      .map((sweeper) => ({ sweeper, at: sweeper.nextTime(since) }));
  }

  /** When the next of them comes, Unix ms; `Infinity` for never. */
  get nextAt(): number {
    return Math.min(...this.#waiting.map(({ at }) => at ?? Number.POSITIVE_INFINITY));
  }

  /** Takes out the earliest that has come; `null` when none has. */
  take(now: number): SweepInput | null {
    const at = this.nextAt;
    const next = this.#waiting.find((waiting) => waiting.at === at);
    if (next === undefined || at > now) return null;
    next.at = next.sweeper.nextTime(at);
    const { flowId, nodeId, meaning } = next.sweeper;
    return { kind: 'schedule', flowId, nodeId, meaning, at };
  }
}
