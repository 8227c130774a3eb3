import type { Clock } from '@signalbox/runtime';

const PERIOD_MS = 60_000;
const MAX_ADDRESSES = 10_000;

interface Failures {
  readonly until: number;
  count: number;
}

/** Wrong passwords by remote address: beyond so many within a minute the rest of it is refused. */
export class Attempts {
  readonly #clock: Clock;
  readonly #max: number;
  readonly #byAddress = new Map<string, Failures>();

  constructor(clock: Clock, max: number) {
    this.#clock = clock;
    this.#max = max;
  }

  /** Whether this address has used up its attempts. */
  isSpent(address: string): boolean {
    const failures = this.#current(address);
    return failures !== undefined && failures.count >= this.#max;
  }

  failed(address: string): void {
    const failures = this.#current(address);
    if (failures === undefined) this.#begin(address);
    else failures.count += 1;
  }

  #current(address: string): Failures | undefined {
    const failures = this.#byAddress.get(address);
    return failures !== undefined && this.#clock.now() < failures.until ? failures : undefined;
  }

  /** Someone with many addresses must not fill the memory: the oldest makes room. */
  #begin(address: string): void {
    this.#byAddress.delete(address);
    if (this.#byAddress.size >= MAX_ADDRESSES) {
      const [oldest] = this.#byAddress.keys();
      if (oldest !== undefined) this.#byAddress.delete(oldest);
    }
    this.#byAddress.set(address, { until: this.#clock.now() + PERIOD_MS, count: 1 });
  }
}
