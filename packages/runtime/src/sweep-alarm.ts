import type { Clock } from './ports.ts';
import type { SweepDesk } from './sweep-desk.ts';

/** How long after a fault the sweep goes on. */
const AFTER_FAULT_MS = 500;

/** Asks for the next share of the sweeps when there is one to be had: one at a time. */
export class SweepAlarm {
  readonly #clock: Clock;
  readonly #desk: SweepDesk;
  readonly #ring: () => void;
  #at = Number.POSITIVE_INFINITY;
  #cancel: () => void = () => {};
  #isStopped = false;

  constructor(clock: Clock, desk: SweepDesk, ring: () => void) {
    this.#clock = clock;
    this.#desk = desk;
    this.#ring = ring;
  }

  /**
   * Sets the alarm to when the desk has something to do. That changes with a start, a share that was
   * done, and other flows or sources; not with a commit as such, which must cost nothing here.
   */
  set(): void {
    this.#setTo(this.#desk.nextAt);
  }

  /** What it last asked for has been done: it may ask again. */
  answered(): void {
    this.#at = Number.POSITIVE_INFINITY;
    this.set();
  }

  flowsChanged(): void {
    this.#desk.flowsChanged();
    this.set();
  }

  sourcesChanged(sourceIds: readonly number[]): void {
    this.#desk.sourcesChanged(sourceIds);
    this.set();
  }

  /** A share failed by a fault of ours: it is asked for again, more carefully. */
  failed(): void {
    this.#desk.stumbled();
    this.#setTo(this.#clock.now() + AFTER_FAULT_MS);
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  #setTo(at: number): void {
    if (at === this.#at || this.#isStopped) return;
    this.#cancel();
    this.#at = at;
    this.#cancel = () => {};
    // What has come in meanwhile is read first: a sweep must not keep the process from its sockets.
    if (at === Number.NEGATIVE_INFINITY) this.#ringSoon();
    else if (at !== Number.POSITIVE_INFINITY) this.#cancel = this.#clock.wakeAt(at, this.#ring);
  }

  #ringSoon(): void {
    this.#clock.soon(() => {
      if (!this.#isStopped) this.#ring();
    });
  }
}
