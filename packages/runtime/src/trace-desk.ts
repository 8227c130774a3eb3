import type { FlowTrace, UnsentReason } from '@signalbox/flow';
import type { Clock, Logger, StoredTrace, TraceStore } from './ports.ts';
import { TraceBuffer } from './trace-buffer.ts';
import { TracePaths } from './trace-path.ts';
import { withUnsent } from './unsent.ts';

export interface TraceDeskOptions {
  readonly store: TraceStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly stats: TraceStats;
  /** Traces written per second at most. */
  readonly perSecond?: number;
  /** A flow that goes the same way as before and does not fire is written down again after this, ms. */
  readonly restMs?: number;
}

/** Traces since the start. */
export interface TraceStats {
  written: number;
  /** Steps and traces that were left out because more happened than is written down. */
  leftOut: number;
  /** The store could not take them. */
  lost: number;
}

/** How long a source stays watched, ms. */
const WATCH_MS = 10 * 60_000;

const FLUSH_MS = 500;
/** Sources watched at a time; the one that began first gives way. */
const MAX_WATCHED = 50;
/** Steps that are traced for each trace that may be written: whether one fires shows only afterwards. */
const STEPS_PER_TRACE = 2;
const PER_KEY = 20;
/** Traces that are written at a time: longer would hold up the messages that arrive meanwhile. */
const WRITTEN_AT_ONCE = 16;

/**
 * Decides which steps are traced and which traces are kept, and writes them beside the lane: what
 * goes wrong here never disturbs it. What is kept: all that fired or failed, what went another way
 * than before, the rest once in a while, and everything of a source that somebody watches.
 */
export class TraceDesk {
  readonly #options: TraceDeskOptions;
  readonly #buffer: TraceBuffer;
  readonly #paths = new TracePaths();
  readonly #watched = new Map<number, number>();
  readonly #restMs: number;
  readonly #stepsPerFlush: number;
  #steps = 0;
  #stepsSince = Number.NEGATIVE_INFINITY;
  #cancelFlush: (() => void) | null = null;
  #writing: Promise<void> = Promise.resolve();
  #storeFails = false;

  constructor(options: TraceDeskOptions) {
    const { perSecond = 500, restMs = 1000 } = options;
    this.#options = options;
    this.#restMs = restMs;
    const capacity = Math.max(1, Math.round((perSecond * FLUSH_MS) / 1000));
    this.#buffer = new TraceBuffer({ capacity, perKey: PER_KEY });
    this.#stepsPerFlush = capacity * STEPS_PER_TRACE;
  }

  /** Whether to trace the next step of a source. */
  wants(sourceId: number, now: number): boolean {
    if (this.#isWatched(sourceId, now)) return true;
    if (Math.abs(now - this.#stepsSince) >= FLUSH_MS) {
      this.#stepsSince = now;
      this.#steps = 0;
    }
    this.#steps += 1;
    if (this.#steps <= this.#stepsPerFlush) return true;
    this.#options.stats.leftOut += 1;
    return false;
  }

  /**
   * Takes the traces of what has become durable.
   * @param unsent by id, effects that became no delivery
   */
  take(traces: readonly FlowTrace[], unsent: ReadonlyMap<string, UnsentReason>): void {
    for (const trace of traces) this.#take(withUnsent(trace, unsent));
    if (this.#buffer.size > 0) this.#planFlush();
  }

  /** Keeps everything of a source for a while. @returns until when, Unix ms */
  watch(sourceId: number): number {
    const until = this.#options.clock.now() + WATCH_MS;
    this.#watched.delete(sourceId);
    this.#watched.set(sourceId, until);
    const [first] = this.#watched.keys();
    if (this.#watched.size > MAX_WATCHED && first !== undefined) this.#watched.delete(first);
    return until;
  }

  /** Writes what waits. */
  async stop(): Promise<void> {
    this.#cancelFlush?.();
    this.#cancelFlush = null;
    await this.#writing;
    await this.#write();
  }

  #take(trace: FlowTrace): void {
    const compared = this.#paths.compare(trace);
    const { turned, sinceKeptMs } = compared;
    const isWanted =
      trace.outcome !== 'not_fired' ||
      turned ||
      sinceKeptMs >= this.#restMs ||
      this.#isWatched(trace.sourceId, trace.at);
    if (!isWanted) return;
    this.#paths.keep(compared, trace.at);
    this.#options.stats.leftOut += this.#buffer.put({ ...trace, turned });
  }

  #isWatched(sourceId: number, now: number): boolean {
    return (this.#watched.get(sourceId) ?? Number.NEGATIVE_INFINITY) > now;
  }

  #planFlush(): void {
    if (this.#cancelFlush !== null) return;
    const { clock } = this.#options;
    this.#cancelFlush = clock.wakeAt(clock.now() + FLUSH_MS, () => {
      this.#writing = this.#writing.then(() => this.#write());
    });
  }

  /** Never throws. */
  async #write(): Promise<void> {
    this.#cancelFlush = null;
    const traces = this.#buffer.take();
    for (let from = 0; from < traces.length; from += WRITTEN_AT_ONCE) {
      if (from > 0) await new Promise<void>((resolve) => this.#options.clock.soon(resolve));
      await this.#writeSome(traces.slice(from, from + WRITTEN_AT_ONCE));
    }
  }

  /** Never throws. */
  async #writeSome(traces: readonly StoredTrace[]): Promise<void> {
    const { log, stats, store } = this.#options;
    try {
      await store.write(traces);
      stats.written += traces.length;
      this.#storeFails = false;
    } catch (error) {
      stats.lost += traces.length;
      const reason = error instanceof Error ? error.message : String(error);
      if (!this.#storeFails) log.warn({ reason }, 'Traces cannot be written; flows run on without them');
      this.#storeFails = true;
    }
  }
}
