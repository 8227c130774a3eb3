import { DELIVERY_STATES, END_STATES } from '@signalbox/delivery';
import type { Delivery, DeliveryState } from '@signalbox/delivery';
import { integer, integerOrNull, text, textOrNull, word } from './columns.ts';
import type { Row } from './columns.ts';

/** The columns that `toDelivery` reads. */
export const DELIVERY_COLUMNS =
  'state, attempts, reason, sent_at, updated_at, spec, snapshot, timers, response';

const ENDED: ReadonlySet<DeliveryState> = new Set(END_STATES);

export function isOpen(delivery: Delivery): boolean {
  return !ENDED.has(delivery.state);
}

/** The earliest timer of a delivery that has not ended. */
export function dueAt(delivery: Delivery): number | null {
  const times = Object.values(delivery.timers);
  return times.length > 0 && isOpen(delivery) ? Math.min(...times) : null;
}

/** The JSON columns are as this package wrote them: their shapes were checked when they came in. */
export function toDelivery(row: Row): Delivery {
  const snapshot = textOrNull(row, 'snapshot');
  const response = textOrNull(row, 'response');
  return {
    spec: JSON.parse(text(row, 'spec')),
    state: word(row, 'state', DELIVERY_STATES),
    snapshot: snapshot === null ? undefined : JSON.parse(snapshot),
    attempts: integer(row, 'attempts'),
    reason: textOrNull(row, 'reason'),
    timers: JSON.parse(text(row, 'timers')),
    sentAt: integerOrNull(row, 'sent_at'),
    ...(response !== null && { response: JSON.parse(response) }),
    updatedAt: integer(row, 'updated_at'),
  };
}
