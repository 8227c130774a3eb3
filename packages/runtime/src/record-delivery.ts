import {
  advance,
  type Delivery,
  type DeliveryEvent,
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
  const current = batch.latest(delivery.spec.id) ?? delivery;
  const step = advance(current, event, traits);
  if (step.delivery === current) return current;
  recordDelivery(batch, step.delivery);
  for (const order of step.orders) batch.orders.push({ delivery: step.delivery, order });
  return step.delivery;
}
