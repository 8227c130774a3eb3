/** Changes that are remembered; who is further behind starts anew. */
const MAX_KEPT = 4096;

/** Which flows changed, in order: whoever saw them at some time can ask what came since. */
export class ChangeLog {
  #flowIds: number[] = [];
  /** Changes that were forgotten. */
  #base = 0;

  /** Grows with every change. */
  get length(): number {
    return this.#base + this.#flowIds.length;
  }

  add(flowId: number): void {
    this.#flowIds.push(flowId);
    if (this.#flowIds.length <= MAX_KEPT) return;
    this.#base += MAX_KEPT / 2;
    this.#flowIds = this.#flowIds.slice(MAX_KEPT / 2);
  }

  /** Flows that changed since the log was so long; `null` when that is no longer known. */
  since(length: number): ReadonlySet<number> | null {
    return length < this.#base ? null : new Set(this.#flowIds.slice(length - this.#base));
  }
}
