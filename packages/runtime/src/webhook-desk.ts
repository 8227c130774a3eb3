import {
  createDelivery,
  receiverOf,
  subjectOf,
  type Delivery,
  type DeliveryEvent,
  type WebhookSpec,
} from '@signalbox/delivery';
import type { Batch } from './batch.ts';
import type { DeliveryStore, Pauses, WebhookSender } from './ports.ts';
import { moveDelivery, recordDelivery } from './record-delivery.ts';

/** A receiver dedupes by the idempotency key, so an interrupted attempt may be repeated. */
const TRAITS = { recognisesId: true };

/** Webhooks to one receiver: those under way, and whether more wait in the store. */
interface Line {
  readonly receiver: string;
  sending: number;
  /** The store may hold queued webhooks for it. */
  backlog: boolean;
  /** Source whose webhook had its turn last. */
  lastSource: number;
}

/**
 * Sees webhooks through. Only those whose attempt is under way are in memory; the others wait in
 * the store, so a million of them cost disk, not memory. Places are given out per receiver and in
 * turn, so that a dead one holds only its own (design §6).
 */
export class WebhookDesk {
  readonly #store: DeliveryStore;
  readonly #sender: Pick<WebhookSender, 'admission' | 'capacity'>;
  readonly #pauses: Pauses;
  readonly #sending = new Map<string, Delivery>();
  readonly #lines = new Map<string, Line>();
  /** False until the store has told for which receivers webhooks wait. */
  #knowsLines = false;

  constructor(store: DeliveryStore, sender: Pick<WebhookSender, 'admission' | 'capacity'>, pauses: Pauses) {
    this.#store = store;
    this.#sender = sender;
    this.#pauses = pauses;
  }

  /** Webhooks whose turn has come although nothing new arrived: to be offered in this batch. */
  async takeBacklog(now: number): Promise<readonly Delivery[]> {
    await this.#learnLines();
    const waiting = [...this.#lines.values()].filter(({ backlog }) => backlog);
    const taken: Delivery[] = [];
    for (const [index, line] of waiting.entries()) {
      const free = this.#capacityLeft() - taken.length;
      // What is left is shared by those that have not had their turn in this round.
      const limit = Math.min(this.#room(line, now), Math.ceil(free / (waiting.length - index)));
      if (limit > 0) taken.push(...(await this.#takeFrom(line, limit)));
    }
    return taken;
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

  /** Gives those that are ready their turn while there is room; the rest stays queued in the store. */
  pump(batch: Batch, backlog: readonly Delivery[] = []): void {
    for (const delivery of backlog) this.#offer(batch, delivery);
    for (const delivery of batch.readyWebhooks.splice(0)) {
      const line = this.#lineOf(delivery);
      // Those that wait in the store are older.
      if (line.backlog || this.#capacityLeft() <= 0 || this.#room(line, batch.now) <= 0) line.backlog = true;
      else this.#offer(batch, delivery);
    }
    this.#planTurns(batch);
  }

  /** Forgets what is in memory, after a commit that failed for good. */
  reset(): void {
    this.#sending.clear();
    this.#lines.clear();
    this.#knowsLines = false;
  }

  async #learnLines(): Promise<void> {
    if (this.#knowsLines) return;
    for (const receiver of await this.#store.waitingReceivers()) this.#line(receiver).backlog = true;
    this.#knowsLines = true;
  }

  async #takeFrom(line: Line, limit: number): Promise<readonly Delivery[]> {
    const { receiver, lastSource: after } = line;
    const queued = await this.#store.queuedWebhooks({ receiver, limit, after });
    // Fewer than asked for need not be the last: each source gives its share only. None is the end.
    line.backlog = queued.length > 0;
    const last = queued.at(-1);
    if (last) line.lastSource = subjectOf(last.spec) ?? 0;
    // The next round begins with the receiver after this one.
    this.#lines.delete(receiver);
    if (queued.length > 0 || line.sending > 0) this.#lines.set(receiver, line);
    return queued;
  }

  /** What people have paused is held when its turn comes. */
  #offer(batch: Batch, delivery: Delivery): void {
    const hold = this.#pauses.reasonFor(delivery.spec);
    if (hold !== null) this.apply(batch, delivery, { type: 'held', at: batch.now, reason: hold });
    else this.apply(batch, delivery, { type: 'offered', at: batch.now, online: true, guard: true });
  }

  /**
   * The next turns come whether anything arrives or not: at once where places are left, as after some
   * that were held or too old; when its pause is over for a receiver that is left alone.
   */
  #planTurns(batch: Batch): void {
    for (const line of this.#lines.values()) {
      if (!line.backlog) continue;
      const { pausedUntil } = this.#sender.admission(line.receiver);
      if (pausedUntil !== null) batch.wakeAt = Math.min(batch.wakeAt, Math.max(pausedUntil, batch.now));
      else if (this.#capacityLeft() > 0 && this.#room(line, batch.now) > 0) batch.wakeAt = batch.now;
    }
  }

  #capacityLeft(): number {
    return this.#sender.capacity - this.#sending.size;
  }

  #room({ receiver, sending }: Line, now: number): number {
    const { places, pausedUntil } = this.#sender.admission(receiver);
    return pausedUntil !== null && pausedUntil > now ? 0 : places - sending;
  }

  #lineOf({ spec }: Delivery): Line {
    return this.#line(spec.kind === 'webhook' ? receiverOf(spec.request.url) : '');
  }

  #line(receiver: string): Line {
    const known = this.#lines.get(receiver);
    if (known) return known;
    const line = { receiver, sending: 0, backlog: false, lastSource: 0 };
    this.#lines.set(receiver, line);
    return line;
  }

  #remember(delivery: Delivery): void {
    const { id } = delivery.spec;
    const line = this.#lineOf(delivery);
    const wasSending = this.#sending.delete(id);
    if (wasSending) line.sending -= 1;
    if (delivery.state === 'sending') {
      this.#sending.set(id, delivery);
      line.sending += 1;
    }
    if (line.sending === 0 && !line.backlog) this.#lines.delete(line.receiver);
  }
}
