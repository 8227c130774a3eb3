import type { StoredTrace } from './ports.ts';

export interface TraceBufferLimits {
  /** Traces that it holds at most. */
  readonly capacity: number;
  /** Of one flow, source and outcome: older ones would not outlive the next write. */
  readonly perKey: number;
}

/** Traces that wait to be written. Those of a flow that fired or failed go before the others. */
export class TraceBuffer {
  readonly #limits: TraceBufferLimits;
  #traces: StoredTrace[] = [];

  constructor(limits: TraceBufferLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#traces.length;
  }

  /** @returns how many traces were left out for want of room: this one, or one that gave way to it */
  put(trace: StoredTrace): 0 | 1 {
    const same = this.#traces.filter((other) => isAlike(other, trace));
    const [oldest] = same;
    if (same.length >= this.#limits.perKey && oldest !== undefined) return this.#replace(oldest, trace);
    if (this.#traces.length < this.#limits.capacity) {
      this.#traces.push(trace);
      return 0;
    }
    const weakest = trace.outcome === 'not_fired' ? undefined : this.#traces.find(isQuiet);
    return weakest === undefined ? 1 : this.#replace(weakest, trace);
  }

  /** Oldest first; the buffer is empty then. */
  take(): readonly StoredTrace[] {
    const taken = this.#traces;
    this.#traces = [];
    return taken;
  }

  #replace(old: StoredTrace, trace: StoredTrace): 1 {
    this.#traces.splice(this.#traces.indexOf(old), 1);
    this.#traces.push(trace);
    return 1;
  }
}

function isQuiet({ outcome }: StoredTrace): boolean {
  return outcome === 'not_fired';
}

function isAlike(a: StoredTrace, b: StoredTrace): boolean {
  return (
    a.sourceId === b.sourceId && a.flowId === b.flowId && a.outcome === b.outcome && a.turned === b.turned
  );
}
