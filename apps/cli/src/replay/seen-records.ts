/** As many identities as take some tens of megabytes. */
const DEFAULT_CAPACITY = 500_000;

/**
 * Which records were read before, as the store of a running system knows it. Bounded: of a very
 * long recording the oldest are forgotten, and a repetition of one of those counts as late.
 */
export class SeenRecords {
  readonly #capacity: number;
  readonly #keys = new Set<string>();

  constructor(capacity = DEFAULT_CAPACITY) {
    this.#capacity = capacity;
  }

  /**
   * Notes a record.
   * @returns whether it was there before
   */
  add(sourceId: number, messageTime: number, hash: number): boolean {
    const key = `${sourceId} ${messageTime} ${hash}`;
    if (this.#keys.has(key)) return true;
    this.#keys.add(key);
    if (this.#keys.size > this.#capacity) {
      const [oldest] = this.#keys;
      if (oldest !== undefined) this.#keys.delete(oldest);
    }
    return false;
  }
}
