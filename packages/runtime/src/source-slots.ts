import { createSource, restoreSource, type SourceState } from '@signalbox/engine';
import type { CommandSpec, Delivery } from '@signalbox/delivery';
import type { EffectRate } from './effect-rate.ts';
import type { Clock, LaneStore } from './ports.ts';

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

/** Which sources stay in memory between two rounds; the others are read from the store when they are next needed. */
export interface SlotLimits {
  /** With 16 attributes each takes some 10 to 15 kB. */
  readonly maxSources: number;
  /** What was not needed for so long leaves the memory, ms. */
  readonly idleMs: number;
}

const DEFAULT_LIMITS: SlotLimits = { maxSources: 100_000, idleMs: 3_600_000 };

/** The sources that are in memory. The store is the truth; a slot can be dropped between any two rounds. */
export class SourceSlots {
  readonly #store: Pick<LaneStore, 'loadSources' | 'deliveries'>;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #limits: SlotLimits;
  readonly #slots = new Map<number, SourceSlot>();
  /** When each was needed last, Unix ms; that one stands last. */
  readonly #usedAt = new Map<number, number>();
  readonly #removed = new Set<number>();

  constructor(
    store: Pick<LaneStore, 'loadSources' | 'deliveries'>,
    clock: Pick<Clock, 'now'>,
    limits = DEFAULT_LIMITS,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#limits = limits;
  }

  /** How many sources are in memory. */
  get size(): number {
    return this.#slots.size;
  }

  /** @throws when the source was not loaded: a fault of the caller */
  get(sourceId: number): SourceSlot {
    const slot = this.#slots.get(sourceId);
    if (!slot) throw new Error(`source ${sourceId} is not loaded`);
    return slot;
  }

  /** Brings the given sources into memory. */
  async load(sourceIds: Iterable<number>): Promise<void> {
    const missing = [...new Set(sourceIds)].filter((id) => !this.#touch(id));
    if (missing.length === 0) return;
    const [stored, commands] = await Promise.all([
      this.#store.loadSources(missing),
      this.#store.deliveries.openCommands(missing),
    ]);
    for (const sourceId of missing) {
      const source = stored.get(sourceId);
      this.#put({
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

  /** The source does not exist any more: it leaves the memory with the next `trim`, for a round may be working on it. */
  forget(sourceId: number): void {
    this.#removed.add(sourceId);
  }

  /** Between two rounds: drops what is too much, what was not needed for long, and what does not exist any more. */
  trim(): void {
    for (const sourceId of this.#removed) this.#drop(sourceId);
    this.#removed.clear();
    const { idleMs, maxSources } = this.#limits;
    const since = this.#clock.now() - idleMs;
    for (const [sourceId, usedAt] of this.#usedAt) {
      if (usedAt > since && this.#slots.size <= maxSources) return;
      this.#drop(sourceId);
    }
  }

  /** Forgets what is in memory; the next use reads the store again. */
  clear(): void {
    this.#slots.clear();
    this.#usedAt.clear();
  }

  /** Notes that a source is needed; false when it is not in memory. */
  #touch(sourceId: number): boolean {
    if (!this.#slots.has(sourceId)) return false;
    this.#usedAt.delete(sourceId);
    this.#usedAt.set(sourceId, this.#clock.now());
    return true;
  }

  #put(slot: SourceSlot): void {
    this.#slots.set(slot.sourceId, slot);
    this.#usedAt.set(slot.sourceId, this.#clock.now());
  }

  #drop(sourceId: number): void {
    this.#slots.delete(sourceId);
    this.#usedAt.delete(sourceId);
  }
}
