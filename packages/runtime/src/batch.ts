import type { Delivery, DeliveryOrder } from '@signalbox/delivery';
import type { NodeStateChange, TimerChange } from '@signalbox/engine';
import type { Effect, FlowTrace, JsonValue, UnsentReason } from '@signalbox/flow';
import type { EffectRate } from './effect-rate.ts';
import type { Commit, LiveEvent, StoredMessage, SweepChange } from './ports.ts';
import type { SourceSlot } from './source-slots.ts';
import { createTally } from './stats.ts';

/** A delivery that ended and whose flow may have wires for how it ended. */
export interface EndedDelivery {
  readonly delivery: Delivery;
  readonly succeeded: boolean;
}

/**
 * What one round of the lane decided. Nothing in here has happened yet: it is committed as a
 * whole, and only then acknowledged, sent and shown.
 */
export class Batch implements Commit {
  readonly now: number;
  readonly messages: StoredMessage[] = [];
  readonly nodeStates: (NodeStateChange & { sourceId: number })[] = [];
  readonly snapshots: { sourceId: number; snapshot: JsonValue }[] = [];
  readonly orders: { delivery: Delivery; order: DeliveryOrder }[] = [];
  readonly live: LiveEvent[] = [];
  readonly traces: FlowTrace[] = [];
  /** By id, effects that became no delivery, and why. */
  readonly unsent = new Map<string, UnsentReason>();
  readonly tally = createTally();
  /** Sources whose tail of records has become long, as many as have their turn. */
  readonly ripe = new Set<SourceSlot>();
  /** Sources whose attributes were written without a record to keep that with. */
  readonly written = new Set<SourceSlot>();
  /** Sources whose command queue may be able to move. */
  readonly stirred = new Set<number>();
  /** When to decide again although nothing arrives, Unix ms; infinity for never. */
  wakeAt = Number.POSITIVE_INFINITY;
  /** Webhooks that want their turn. */
  readonly readyWebhooks: Delivery[] = [];
  /** Whether nodes that run for all their sources had their share of this batch. */
  isSwept = false;
  readonly #timers = new Map<string, TimerChange & { sourceId: number }>();
  readonly #rates = new Map<string, EffectRate>();
  readonly #sweeps = new Map<string, SweepChange>();
  readonly #deliveries = new Map<string, Delivery>();
  readonly #afterCommit: (() => void)[] = [];
  #effects: Effect[] = [];
  #ended: EndedDelivery[] = [];

  constructor(now: number) {
    this.now = now;
  }

  get deliveries(): readonly Delivery[] {
    return [...this.#deliveries.values()];
  }

  get timers(): readonly (TimerChange & { sourceId: number })[] {
    return [...this.#timers.values()];
  }

  /** Notes a timer at its latest: what a batch sets and cancels again comes to nothing. */
  putTimer(sourceId: number, change: TimerChange): void {
    this.#timers.set(timerKey(sourceId, change), { ...change, sourceId });
  }

  /** Whether this batch already set, cancelled or fired a timer. */
  hasTimer(sourceId: number, timer: TimerChange): boolean {
    return this.#timers.has(timerKey(sourceId, timer));
  }

  get rates(): readonly EffectRate[] {
    return [...this.#rates.values()];
  }

  putRate(rate: EffectRate): void {
    this.#rates.set(`${rate.sourceId} ${rate.flowId}`, rate);
  }

  get sweeps(): readonly SweepChange[] {
    return [...this.#sweeps.values()];
  }

  /** Notes how far a sweep is, at its latest. */
  putSweep(change: SweepChange): void {
    this.#sweeps.set(`${change.flowId} ${change.nodeId}`, change);
  }

  get isEmpty(): boolean {
    return (
      this.messages.length === 0 &&
      this.#deliveries.size === 0 &&
      this.nodeStates.length === 0 &&
      this.#timers.size === 0 &&
      this.#rates.size === 0 &&
      this.#sweeps.size === 0 &&
      this.snapshots.length === 0
    );
  }

  put(delivery: Delivery): void {
    this.#deliveries.set(delivery.spec.id, delivery);
  }

  /** The latest state that this batch gave a delivery. */
  latest(id: string): Delivery | undefined {
    return this.#deliveries.get(id);
  }

  addEffects(effects: readonly Effect[]): void {
    for (const effect of effects) this.#effects.push(effect);
  }

  addEnded(ended: EndedDelivery): void {
    this.#ended.push(ended);
  }

  /** Takes what is left to follow up on; empty when the batch is complete. */
  takeConsequences(): { effects: readonly Effect[]; ended: readonly EndedDelivery[] } {
    const taken = { effects: this.#effects, ended: this.#ended };
    this.#effects = [];
    this.#ended = [];
    return taken;
  }

  get hasConsequences(): boolean {
    return this.#effects.length > 0 || this.#ended.length > 0;
  }

  /** Runs once the batch is durable: acknowledgements and answers. */
  afterCommit(callback: () => void): void {
    this.#afterCommit.push(callback);
  }

  /**
   * Acknowledges and answers.
   * @throws {AggregateError} what some of them threw, after all had their turn
   */
  release(): void {
    const errors: unknown[] = [];
    for (const callback of this.#afterCommit) {
      try {
        callback();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'Some answers could not be given');
  }
}

function timerKey(sourceId: number, { flowId, nodeId, name }: TimerChange): string {
  return `${sourceId} ${flowId} ${nodeId} ${name}`;
}
