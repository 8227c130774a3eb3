import type { DeliverySpec } from '@signalbox/delivery';
import type { Program } from '@signalbox/engine';
import type { Batch } from './batch.ts';
import { countEffect, released, WINDOW_MS, type EffectRate } from './effect-rate.ts';
import type { LaneStore, Logger } from './ports.ts';
import type { SourceSlots } from './source-slots.ts';

export interface StormBreakerOptions {
  readonly store: Pick<LaneStore, 'pausedRates'>;
  readonly slots: SourceSlots;
  readonly program: Pick<Program, 'flow'>;
  readonly log: Logger;
}

/**
 * Keeps a flow from flooding the world: one that asks for more than its limit on behalf of a source
 * is paused for this source. It goes on deciding; what it asks for is dropped and counted, not kept.
 */
export class StormBreaker {
  readonly #options: StormBreakerOptions;
  /**
   * Running windows by source and flow, as committed. A fault in one input makes the lane forget all sources; it must not
   * begin the minutes of all flows anew.
   */
  readonly #windows = new Map<number, Map<number, EffectRate>>();
  #tidiedAt = 0;

  constructor(options: StormBreakerOptions) {
    this.#options = options;
  }

  /** Counts a delivery that a flow asks for; false when it is to be dropped. Its source must be loaded. */
  admits(batch: Batch, { origin }: DeliverySpec): boolean {
    if (origin === null) return true;
    const maxPerMin = this.#options.program.flow(origin.flowId)?.maxEffectsPerMin;
    // A flow that is gone asks for nothing any more; what it asked for in this very round passes.
    if (maxPerMin === undefined) return true;
    const slot = this.#options.slots.get(origin.sourceId);
    const before = slot.rates.get(origin.flowId) ?? this.#windows.get(origin.sourceId)?.get(origin.flowId);
    const rate = countEffect(before, origin, { now: batch.now, maxPerMin });
    slot.rates.set(rate.flowId, rate);
    // Only a pause outlives the process: a row for each effect would cost every commit.
    if (rate.pausedAt !== null || (before?.pausedAt ?? null) !== null) batch.putRate(rate);
    if (rate.pausedAt === null) {
      batch.afterCommit(() => this.#keep(rate, batch.now));
      return true;
    }
    batch.tally.droppedEffects += 1;
    if (rate.dropped === 1) this.#tell(batch, rate, maxPerMin);
    return false;
  }

  /** Lets a flow go on for a source, or for all of them (`null`). */
  async resume(batch: Batch, flowId: number, sourceId: number | null): Promise<void> {
    const paused = await this.#options.store.pausedRates(flowId);
    const wanted = paused.filter((rate) => sourceId === null || rate.sourceId === sourceId);
    await this.#options.slots.load(wanted.map((rate) => rate.sourceId));
    for (const rate of wanted) {
      const running = released(rate, batch.now);
      this.#options.slots.get(rate.sourceId).rates.set(flowId, running);
      batch.putRate(running);
      batch.live.push({ type: 'flow_paused', flowId, sourceId: rate.sourceId, paused: false });
    }
  }

  #keep(rate: EffectRate, now: number): void {
    if (now - this.#tidiedAt >= WINDOW_MS) this.#tidy(now);
    const ofSource = this.#windows.get(rate.sourceId) ?? new Map<number, EffectRate>();
    this.#windows.set(rate.sourceId, ofSource.set(rate.flowId, rate));
  }

  /** Forgets windows that are over. */
  #tidy(now: number): void {
    this.#tidiedAt = now;
    for (const [sourceId, rates] of this.#windows) {
      for (const { flowId, windowAt } of rates.values())
        if (now - windowAt >= WINDOW_MS) rates.delete(flowId);
      if (rates.size === 0) this.#windows.delete(sourceId);
    }
  }

  #tell(batch: Batch, { flowId, sourceId }: EffectRate, maxPerMin: number): void {
    batch.live.push({ type: 'flow_paused', flowId, sourceId, paused: true });
    batch.afterCommit(() => {
      const fields = { flow_id: flowId, source_id: sourceId, max_effects_per_min: maxPerMin };
      this.#options.log.warn(
        fields,
        'A flow asked for too much within a minute; it is paused for the source',
      );
    });
  }
}
