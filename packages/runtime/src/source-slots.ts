import { createSource, restoreSource, type SourceState } from '@signalbox/engine';
import type { CommandSpec, Delivery } from '@signalbox/delivery';
import type { EffectRate } from './effect-rate.ts';
import type { LaneStore } from './ports.ts';

export type CommandDelivery = Delivery & { readonly spec: CommandSpec };

export function isCommand(delivery: Delivery): delivery is CommandDelivery {
  return delivery.spec.kind === 'command';
}

/** What the lane holds of one source while it works on it. */
export interface SourceSlot {
  readonly sourceId: number;
  readonly state: SourceState;
  /** Commands to this source that have not ended, oldest first. */
  readonly commands: Map<string, CommandDelivery>;
  /** What its flows asked for, by flow. */
  readonly rates: Map<number, EffectRate>;
  /** Records since the last snapshot: the tail that a restart would replay. */
  tailLength: number;
}

/** The sources that are in memory. The store is the truth; a slot can be dropped at any time. */
export class SourceSlots {
  readonly #store: LaneStore;
  readonly #slots = new Map<number, SourceSlot>();

  constructor(store: LaneStore) {
    this.#store = store;
  }

  /** @throws when the source was not loaded: a fault of the caller */
  get(sourceId: number): SourceSlot {
    const slot = this.#slots.get(sourceId);
    if (!slot) throw new Error(`source ${sourceId} is not loaded`);
    return slot;
  }

  /** Brings the given sources into memory. */
  async load(sourceIds: Iterable<number>): Promise<void> {
    const missing = [...new Set(sourceIds)].filter((id) => !this.#slots.has(id));
    if (missing.length === 0) return;
    const [stored, commands] = await Promise.all([
      this.#store.loadSources(missing),
      this.#store.deliveries.openCommands(missing),
    ]);
    for (const sourceId of missing) {
      const source = stored.get(sourceId);
      this.#slots.set(sourceId, {
        sourceId,
        state: source ? restoreSource(source.snapshot, source.tail, source.nodeStates) : createSource(),
        commands: new Map(),
        rates: new Map(source?.rates.map((rate) => [rate.flowId, rate])),
        tailLength: source?.tail.length ?? 0,
      });
    }
    for (const delivery of commands) {
      if (!isCommand(delivery)) continue;
      this.get(delivery.spec.targetSourceId).commands.set(delivery.spec.id, delivery);
    }
  }

  /** Forgets what is in memory; the next use reads the store again. */
  clear(): void {
    this.#slots.clear();
  }
}
