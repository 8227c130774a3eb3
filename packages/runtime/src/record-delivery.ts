import {
  advance,
  type Delivery,
  type DeliveryEvent,
  type DeliveryNote,
  type DeliveryTransportTraits,
  isOutcome,
} from '@signalbox/delivery';
import type { Batch } from './batch.ts';

/** Puts a delivery's new state into the batch; an end with wires is kept for its flow. */
export function recordDelivery(batch: Batch, delivery: Delivery): void {
  batch.put(delivery);
  batch.live.push({ type: 'delivery', delivery });
  const outcome = isOutcome(delivery);
  if (outcome && delivery.spec.origin) batch.addEnded({ delivery, succeeded: outcome === 'success' });
}

/** Of the steps of one batch only the last is stored: it tells what those before it had to tell. */
function withNotes(delivery: Delivery, earlier: DeliveryNote | undefined): Delivery {
  return earlier === undefined ? delivery : { ...delivery, note: { ...earlier, ...delivery.note } };
}

/**
 * Moves a delivery by one fact, from its latest state in the batch.
 * @returns the delivery as it was when the fact does not fit its state
 */
export function moveDelivery(
  batch: Batch,
  delivery: Delivery,
  event: DeliveryEvent,
  traits: DeliveryTransportTraits,
): Delivery {
  const decided = batch.latest(delivery.spec.id);
  const current = decided ?? delivery;
  const step = advance(current, event, traits);
  if (step.delivery === current) return current;
  const next = withNotes(step.delivery, decided?.note);
  recordDelivery(batch, next);
  for (const order of step.orders) batch.orders.push({ delivery: next, order });
  return next;
}
