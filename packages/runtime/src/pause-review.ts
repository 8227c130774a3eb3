import type { Batch } from './batch.ts';
import type { CommandDesk } from './command-desk.ts';
import type { DeliveryStore, Pauses } from './ports.ts';
import type { SourceSlots } from './source-slots.ts';
import type { WebhookDesk } from './webhook-desk.ts';

/** Devices, or webhooks, that one round looks through: bounds the work between two commits. */
const AT_ONCE = 500;

/** How far a review has come; the webhooks come after the devices. */
export interface ReviewPlace {
  readonly sourceId: number;
  /** The last webhook looked at; `null` before the first. */
  readonly webhookId: string | null;
}

export const REVIEW_START: ReviewPlace = { sourceId: 0, webhookId: null };

export interface PauseReviewOptions {
  readonly store: DeliveryStore;
  readonly slots: SourceSlots;
  readonly commands: CommandDesk;
  readonly webhooks: WebhookDesk;
  readonly pauses: Pauses;
}

/**
 * What people paused or let go shows at once in the deliveries that wait (design §6): each gets its
 * reason, and what was held is offered again. Nothing depends on it for safety, since every
 * delivery is asked about again when it is sent.
 */
export class PauseReview {
  readonly #options: PauseReviewOptions;

  constructor(options: PauseReviewOptions) {
    this.#options = options;
  }

  /** @returns where to go on; `null` when all have been looked at */
  async round(batch: Batch, place: ReviewPlace): Promise<ReviewPlace | null> {
    if (place.webhookId !== null) return this.#webhooks(batch, place);
    const { store, slots, commands } = this.#options;
    const sourceIds = await store.sourcesWithOpenCommands(place.sourceId, AT_ONCE);
    await slots.load(sourceIds);
    for (const sourceId of sourceIds) commands.releaseHeld(batch, slots.get(sourceId));
    const last = sourceIds.at(-1);
    if (last !== undefined && sourceIds.length === AT_ONCE) return { ...place, sourceId: last };
    return this.#webhooks(batch, place);
  }

  async #webhooks(batch: Batch, place: ReviewPlace): Promise<ReviewPlace | null> {
    const { store, pauses, webhooks } = this.#options;
    const held = await store.guardedWebhooks(place.webhookId, AT_ONCE);
    for (const delivery of held) {
      if (pauses.reasonFor(delivery.spec) === null) {
        webhooks.apply(batch, delivery, { type: 'released', at: batch.now });
      }
    }
    const last = held.at(-1)?.spec.id;
    return last !== undefined && held.length === AT_ONCE ? { ...place, webhookId: last } : null;
  }
}
