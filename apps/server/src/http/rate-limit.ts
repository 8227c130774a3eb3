/** How many requests at most that one key spends in a row, in seconds of its rate. */
const BURST_S = 1;

/** Forgets full buckets when there are this many, so that memory stays bounded. */
const MAX_BUCKETS = 10_000;

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** A token bucket per key: `perSecond` requests a second, and as many at once. */
export class RateLimit {
  readonly #perSecond: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  /**
   * @param perSecond 0 for no limit
   * @param now Unix ms
   */
  constructor(perSecond: number, now: () => number) {
    this.#perSecond = perSecond;
    this.#now = now;
  }

  /** Takes one request of the key's share; gives 0, or the seconds to wait when there is none left. */
  take(key: string): number {
    if (this.#perSecond === 0) return 0;
    const bucket = this.#filled(key);
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / this.#perSecond);
    bucket.tokens -= 1;
    return 0;
  }

  #filled(key: string): Bucket {
    const now = this.#now();
    const full = Math.max(1, this.#perSecond * BURST_S);
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return this.#add(key, { tokens: full, filledAt: now });
    const gained = (Math.max(0, now - bucket.filledAt) / 1000) * this.#perSecond;
    bucket.tokens = Math.min(full, bucket.tokens + gained);
    bucket.filledAt = now;
    return bucket;
  }

  #add(key: string, bucket: Bucket): Bucket {
    if (this.#buckets.size >= MAX_BUCKETS) this.#forgetIdle(bucket.filledAt);
    this.#buckets.set(key, bucket);
    return bucket;
  }

  #forgetIdle(now: number): void {
    for (const [key, { filledAt }] of this.#buckets) {
      if (now - filledAt > BURST_S * 1000) this.#buckets.delete(key);
    }
  }
}
