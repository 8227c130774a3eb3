import type { Clock } from '../ports.ts';

/** A clock that stands still until it is told to move. */
export class FakeClock implements Clock {
  #now: number;
  #alarms: { at: number; callback: () => void }[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  soon(callback: () => void): void {
    queueMicrotask(callback);
  }

  wakeAt(at: number, callback: () => void): () => void {
    const alarm = { at, callback };
    this.#alarms.push(alarm);
    return () => {
      this.#alarms = this.#alarms.filter((other) => other !== alarm);
    };
  }

  /** How many wake-ups are set. */
  get sleepers(): number {
    return this.#alarms.length;
  }

  /** Moves the time and rings what is due. */
  advance(ms: number): void {
    this.#now += ms;
    const due = this.#alarms.filter(({ at }) => at <= this.#now);
    this.#alarms = this.#alarms.filter(({ at }) => at > this.#now);
    for (const { callback } of due) callback();
  }
}
