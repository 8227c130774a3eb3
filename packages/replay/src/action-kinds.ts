/** Actions of further kinds are not counted: the addresses of webhooks may all be different. */
export const MAX_COUNTED_KINDS = 5000;

/** What was asked for, as people call it, and how often. */
export interface ActionKind {
  readonly summary: string;
  readonly count: number;
}

/** Counts actions by what people call them. */
export class ActionKinds {
  readonly #counts = new Map<string, number>();

  count(summary: string): void {
    const count = this.#counts.get(summary) ?? 0;
    if (count > 0 || this.#counts.size < MAX_COUNTED_KINDS) this.#counts.set(summary, count + 1);
  }

  /** Most frequent first; of those as frequent the one that came first. */
  list(): readonly ActionKind[] {
    return [...this.#counts]
      .map(([summary, count]) => ({ summary, count }))
      .toSorted((one, other) => other.count - one.count);
  }
}
