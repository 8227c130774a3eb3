import { nextDueAt } from '@signalbox/delivery';
import type { Batch } from './batch.ts';
import type { Decider } from './decider.ts';
import { type LaneInput, type Packet, toQuarantined } from './lane-input.ts';
import { type Clock, type LaneStore, type Logger, StoreUnavailable } from './ports.ts';
import type { RuntimeStats } from './stats.ts';

/** Inputs that one round takes: bounds the work between two commits. */
const BATCH_LIMIT = 1024;
const COMMIT_RETRY_MS = 500;

export interface LaneOptions {
  readonly store: LaneStore;
  readonly decider: Decider;
  readonly clock: Clock;
  readonly log: Logger;
  readonly stats: RuntimeStats;
  /** Carries out what a durable batch ordered, and shows it. */
  readonly release: (batch: Batch) => void;
  /** Forgets what is in memory; the store is the truth. */
  readonly forget: () => void;
}

/**
 * One loop over one partition of sources: takes what has arrived, decides, commits it as a whole,
 * then acknowledges and sends (design, sections 2 and 9). Batches grow with the load, so that one
 * fsync serves many messages when there are many and none waits when there are few.
 */
export class Lane {
  readonly #options: LaneOptions;
  #queue: LaneInput[] = [];
  #busy: Promise<void> | null = null;
  #stopped = false;
  #storeAvailable = true;
  #wakeAt = Number.POSITIVE_INFINITY;
  #cancelWake: () => void = () => {};

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  /** False while the store refuses commits; inputs then wait, nothing is dropped. */
  get storeAvailable(): boolean {
    return this.#storeAvailable;
  }

  push(input: LaneInput): void {
    this.#queue.push(input);
    if (this.#busy || this.#stopped) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#busy = promise;
    this.#options.clock.soon(() => resolve(this.#drain()));
  }

  /** Finishes the round at hand and takes no further input. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelWake();
    await this.#busy;
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0 && !this.#stopped) {
      await this.#settle(this.#withDueTimers(this.#queue.splice(0, BATCH_LIMIT)));
    }
    this.#busy = null;
  }

  /** What is due comes before what arrives: a busy lane must not decide by which alarm rang first. */
  #withDueTimers(inputs: readonly LaneInput[]): readonly LaneInput[] {
    const isDue = this.#wakeAt <= this.#options.clock.now();
    return isDue && !inputs.some(({ kind }) => kind === 'wake') ? [{ kind: 'wake' }, ...inputs] : inputs;
  }

  /** @returns false when the store could not take the inputs: they wait at the head of the queue */
  async #settle(inputs: readonly LaneInput[]): Promise<boolean> {
    const { decider, forget, log, stats, store } = this.#options;
    let batch: Batch;
    try {
      batch = await decider.decide(inputs);
      if (!batch.isEmpty) {
        await store.commit(batch);
        stats.commits += 1;
      }
    } catch (error) {
      forget();
      if (!(error instanceof StoreUnavailable)) return this.#isolate(inputs, error);
      await this.#waitForStore(inputs, error);
      return false;
    }
    if (!this.#storeAvailable) log.info({}, 'The store takes commits again');
    this.#storeAvailable = true;
    await this.#follow(batch, inputs);
    return true;
  }

  /** The batch is durable. Whatever goes wrong from here on must not have it decided again. */
  async #follow(batch: Batch, inputs: readonly LaneInput[]): Promise<void> {
    const { clock, log, release } = this.#options;
    try {
      release(batch);
    } catch (error) {
      log.error({ reason: describe(error) }, 'What a durable batch ordered was not all carried out');
    }
    try {
      await this.#planWake(batch, inputs);
    } catch (error) {
      log.error({ reason: describe(error) }, 'The store did not tell what is due next; asking again');
      this.#wake(clock.now() + COMMIT_RETRY_MS);
    }
  }

  /**
   * The store cannot take commits now (disk full, I/O error). Nothing is acknowledged meanwhile,
   * so that devices and brokers hold what they have; the inputs are decided anew from the stored
   * state when it can.
   */
  async #waitForStore(inputs: readonly LaneInput[], error: StoreUnavailable): Promise<void> {
    const { clock, log, stats } = this.#options;
    if (this.#storeAvailable)
      log.error({ reason: error.message }, 'The store refuses commits; nothing is acknowledged');
    this.#storeAvailable = false;
    stats.commitRetries += 1;
    this.#queue.unshift(...inputs);
    const { promise, resolve } = Promise.withResolvers<void>();
    clock.wakeAt(clock.now() + COMMIT_RETRY_MS, resolve);
    await promise;
  }

  /**
   * A fault of ours must not stop the lane: the inputs are taken one by one from the stored state,
   * and the one that fails alone is given up, with its reason in the log. Records go to quarantine.
   */
  async #isolate(inputs: readonly LaneInput[], error: unknown): Promise<boolean> {
    if (inputs.length > 1) return this.#settleOneByOne(inputs);
    const [input] = inputs;
    this.#options.stats.faults += 1;
    const reason = describe(error);
    this.#options.log.error({ input: input?.kind, reason }, 'An input failed and was given up');
    if (input?.kind === 'packet') await this.#quarantine(input, reason);
    if (input && 'failed' in input) input.failed(new Error('It failed and was given up', { cause: error }));
    return true;
  }

  async #settleOneByOne(inputs: readonly LaneInput[]): Promise<boolean> {
    for (const [index, input] of inputs.entries()) {
      if (await this.#settle([input])) continue;
      // The input waits at the head of the queue; those after it stay behind it.
      this.#queue.splice(1, 0, ...inputs.slice(index + 1));
      return false;
    }
    return true;
  }

  /**
   * A device deletes what is acknowledged, so that a refusal may only go out once the records are
   * safe. Where they cannot be put aside the device keeps them and sends them again.
   */
  async #quarantine(packet: Packet, reason: string): Promise<void> {
    const { log, stats, store } = this.#options;
    try {
      await store.quarantine(toQuarantined(packet, reason));
    } catch (error) {
      const fields = { source_id: packet.sourceId, reason: describe(error) };
      log.error(fields, 'Records could not be put into quarantine; they are not acknowledged');
      return;
    }
    stats.quarantined += packet.records.length;
    try {
      packet.onDurable(new Error('The records could not be processed; they are in quarantine'));
    } catch (error) {
      log.error({ source_id: packet.sourceId, reason: describe(error) }, 'A transport failed to refuse');
    }
  }

  async #planWake(batch: Batch, inputs: readonly LaneInput[]): Promise<void> {
    const times = batch.deliveries.map(nextDueAt).filter((at) => at !== null);
    for (const { at } of batch.timers) if (at !== null) times.push(at);
    const earliest = times.reduce((a, b) => Math.min(a, b), batch.wakeAt);
    if (!inputs.some(({ kind }) => kind === 'wake' || kind === 'resume')) {
      this.#wake(earliest);
      return;
    }
    this.#wakeAt = Number.POSITIVE_INFINITY;
    const { store } = this.#options;
    const next = await Promise.all([store.deliveries.nextDueAt(), store.nextTimerAt()]);
    this.#wake(Math.min(batch.wakeAt, ...next.map((at) => at ?? Number.POSITIVE_INFINITY)));
  }

  #wake(at: number): void {
    if (at >= this.#wakeAt || this.#stopped) return;
    this.#cancelWake();
    this.#wakeAt = at;
    this.#cancelWake = this.#options.clock.wakeAt(at, () => this.push({ kind: 'wake' }));
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
