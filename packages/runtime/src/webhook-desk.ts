import { createDelivery, type Delivery, type DeliveryEvent, type WebhookSpec } from '@signalbox/delivery';
import type { Batch } from './batch.ts';
import type { DeliveryStore, Pauses } from './ports.ts';
import { moveDelivery, recordDelivery } from './record-delivery.ts';

/** A receiver dedupes by the idempotency key, so an interrupted attempt may be repeated. */
const TRAITS = { recognisesId: true };

/**
 * Sees webhooks through. Only those whose attempt is under way are in memory; the others wait in
 * the store, so a million of them cost disk, not memory.
 */
export class WebhookDesk {
  readonly #store: DeliveryStore;
  readonly #capacity: number;
  readonly #pauses: Pauses;
  readonly #sending = new Map<string, Delivery>();
  /** The store may hold queued webhooks that are not in memory. */
  #backlog = true;

  constructor(store: DeliveryStore, capacity: number, pauses: Pauses) {
    this.#store = store;
    this.#capacity = capacity;
    this.#pauses = pauses;
  }

  /** Webhooks whose turn has come although nothing new arrived: to be offered in this batch. */
  async takeBacklog(): Promise<readonly Delivery[]> {
    const room = this.#capacity - this.#sending.size;
    if (!this.#backlog || room <= 0) return [];
    const queued = await this.#store.queuedWebhooks(room, new Set(this.#sending.keys()));
    this.#backlog = queued.length === room;
    return queued;
  }

  get hasBacklog(): boolean {
    return this.#backlog && this.#sending.size < this.#capacity;
  }

  admit(batch: Batch, spec: WebhookSpec): Delivery {
    const { delivery } = createDelivery(spec, batch.now);
    recordDelivery(batch, delivery);
    batch.readyWebhooks.push(delivery);
    return delivery;
  }

  /** The delivery as this desk knows it, else as the store gave it. */
  current(stored: Delivery): Delivery {
    return this.#sending.get(stored.spec.id) ?? stored;
  }

  sending(id: string): Delivery | undefined {
    return this.#sending.get(id);
  }

  apply(batch: Batch, delivery: Delivery, event: DeliveryEvent): Delivery {
    const before = batch.latest(delivery.spec.id) ?? delivery;
    const next = moveDelivery(batch, delivery, event, TRAITS);
    if (next === before) return next;
    this.#remember(next);
    if (next.state === 'queued') batch.readyWebhooks.push(next);
    return next;
  }

  /** Gives those that are ready their turn while there is room; the rest stays queued. */
  pump(batch: Batch): void {
    for (const delivery of batch.readyWebhooks.splice(0)) {
      const hold = this.#pauses.reasonFor(delivery.spec);
      if (hold !== null) this.apply(batch, delivery, { type: 'held', at: batch.now, reason: hold });
      else if (this.#sending.size >= this.#capacity) this.#backlog = true;
      else this.apply(batch, delivery, { type: 'offered', at: batch.now, online: true, guard: true });
    }
  }

  /** Forgets what is in memory, after a commit that failed for good. */
  reset(): void {
    this.#sending.clear();
    this.#backlog = true;
  }

  #remember(delivery: Delivery): void {
    if (delivery.state === 'sending') this.#sending.set(delivery.spec.id, delivery);
    else this.#sending.delete(delivery.spec.id);
  }
}
