import type { DeliveryItem } from '@signalbox/api';
import type { Storage } from '@signalbox/storage';
import { notFound } from '../http/problem.ts';
import { showDelivery } from './delivery-view.ts';

/**
 * A delivery that was just made, as it stands in the store.
 * @throws {HttpProblem} `not_found`
 */
export function showStored({ deliveries }: Storage, id: string): DeliveryItem {
  const delivery = deliveries.get(id);
  if (delivery === undefined) throw notFound(`Delivery ${id}`);
  return showDelivery(delivery, delivery.trackerId);
}
