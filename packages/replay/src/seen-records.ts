/** As many identities as take a few tens of megabytes. */
const DEFAULT_CAPACITY = 200_000;

/**
 * Which records were read before, as the store of a running system knows it. Bounded: of a very
 * long recording the oldest are forgotten, and a repetition of one of those counts as late.
 */
export class SeenRecords {
  readonly #half: number;
  #newer = new Set<string>();
  // Forgotten as a whole: a set that loses its first entry again and again gets slower and slower.
  #older: ReadonlySet<string> = new Set();

  /** @param capacity how many records are remembered; at least half of it when it is exceeded */
  constructor(capacity = DEFAULT_CAPACITY) {
    this.#half = Math.max(1, Math.ceil(capacity / 2));
  }

  /**
   * Notes a record.
   * @returns whether it was there before
   */
  add(sourceId: number, messageTime: number, hash: number): boolean {
    const key = `${sourceId} ${messageTime} ${hash}`;
    const isKnown = this.#newer.has(key) || this.#older.has(key);
    if (this.#newer.size >= this.#half) {
      this.#older = this.#newer;
      this.#newer = new Set();
    }
    this.#newer.add(key);
    return isKnown;
  }
}
