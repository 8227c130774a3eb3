import type { StoredTrace } from './ports.ts';

export interface TraceBufferLimits {
  /** Traces that it holds at most. */
  readonly capacity: number;
  /** Of one flow, source and outcome: older ones would not outlive the next write. */
  readonly perKey: number;
}

/**
 * Traces that wait to be written. Those of a flow that fired or failed go before the others. Sets keep
 * the order in which they came.
 */
export class TraceBuffer {
  readonly #limits: TraceBufferLimits;
  readonly #traces = new Set<StoredTrace>();
  /** Those that give way to others. */
  readonly #quiet = new Set<StoredTrace>();
  readonly #alike = new Map<string, Set<StoredTrace>>();

  constructor(limits: TraceBufferLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#traces.size;
  }

  /** @returns how many traces were left out for want of room: this one, or one that gave way to it */
  put(trace: StoredTrace): 0 | 1 {
    const alike = this.#alikeTo(trace);
    const isFull = this.#traces.size >= this.#limits.capacity;
    if (alike.size < this.#limits.perKey && !isFull) {
      this.#add(trace, alike);
      return 0;
    }
    const [goes] = this.#goingFor(trace, alike);
    if (goes === undefined) return 1;
    this.#remove(goes);
    this.#add(trace, alike);
    return 1;
  }

  /** Oldest first; the buffer is empty then. */
  take(): readonly StoredTrace[] {
    const taken = [...this.#traces];
    this.#traces.clear();
    this.#quiet.clear();
    this.#alike.clear();
    return taken;
  }

  /** Those that may give way to a trace for which there is no room, oldest first. */
  #goingFor(trace: StoredTrace, alike: ReadonlySet<StoredTrace>): Iterable<StoredTrace> {
    if (alike.size >= this.#limits.perKey) return alike;
    return trace.outcome === 'not_fired' ? [] : this.#quiet;
  }

  #alikeTo({ flowId, sourceId, outcome, turned }: StoredTrace): Set<StoredTrace> {
    const key = `${flowId} ${sourceId} ${outcome} ${turned}`;
    const known = this.#alike.get(key);
    if (known !== undefined) return known;
    const alike = new Set<StoredTrace>();
    this.#alike.set(key, alike);
    return alike;
  }

  #add(trace: StoredTrace, alike: Set<StoredTrace>): void {
    this.#traces.add(trace);
    alike.add(trace);
    if (trace.outcome === 'not_fired') this.#quiet.add(trace);
  }

  #remove(trace: StoredTrace): void {
    this.#traces.delete(trace);
    this.#quiet.delete(trace);
    this.#alikeTo(trace).delete(trace);
  }
}
