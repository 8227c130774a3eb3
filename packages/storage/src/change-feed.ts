/** Tells those who asked that something changed, after the change is durable. */
export class ChangeFeed<Change> {
  readonly #listeners = new Set<(change: Change) => void>();

  /** Returns what ends the subscription. */
  subscribe(listener: (change: Change) => void): () => void {
    // A listener of its own, so that the same function may subscribe twice.
    const own = (change: Change): void => listener(change);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  emit(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}
