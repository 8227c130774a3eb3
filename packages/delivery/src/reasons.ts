import { deliveryReason } from '@signalbox/flow';
import type { DeliveryReasonCode } from '@signalbox/flow';
import type { Delivery, DeliveryEvent, DeliveryState, ReplyStatus } from './contract.ts';

type EventOf<Type extends DeliveryEvent['type']> = Extract<DeliveryEvent, { type: Type }>;

function guardReason({ guard, shutBy }: EventOf<'offered'>): string {
  if (guard === null) return withWords('guard_no_value', 'guard_no_value_of', shutBy);
  return withWords('guard_shut', 'guard_shut_by', shutBy);
}

/** Without words of the device, and with them. */
const REPLIES: Record<ReplyStatus, readonly [bare: DeliveryReasonCode, worded: DeliveryReasonCode]> = {
  done: ['replied', 'replied_with'],
  already: ['already', 'already_with'],
  deferred: ['deferred', 'deferred_with'],
  rejected: ['rejected', 'rejected_with'],
  unclear: ['unclear', 'unclear_with'],
};

function withWords(bare: DeliveryReasonCode, worded: DeliveryReasonCode, words: string | undefined): string {
  return words === undefined ? deliveryReason(bare) : deliveryReason(worded, words);
}

function replyReason({ status, text }: EventOf<'replied'>): string | null {
  const [bare, worded] = REPLIES[status];
  if (text !== null && text !== '') return deliveryReason(worded, text);
  return status === 'done' ? null : deliveryReason(bare);
}

/** What went wrong with an attempt. */
function mishap(event: DeliveryEvent): string {
  if (event.type === 'failed') return event.failure.reason;
  if (event.type === 'disconnected') return deliveryReason('link_lost');
  return deliveryReason('no_reply');
}

function exhaustedReason(event: DeliveryEvent, attempts: number): string {
  if (attempts === 1) return deliveryReason('gave_up_at_once', mishap(event));
  return deliveryReason('gave_up', String(attempts), mishap(event));
}

function expiredReason(before: Delivery): string {
  if (before.reason !== null) return deliveryReason('expired', before.reason);
  return deliveryReason(before.attempts === 0 ? 'expired_waiting' : 'expired_unanswered');
}

/** The end's own words, when it is the event that ended it that says why. */
function spokenReason(event: DeliveryEvent): string | null {
  if (event.type === 'replied') return replyReason(event);
  if (event.type === 'answered') return `HTTP ${event.status}`;
  if (event.type === 'failed') return event.failure.reason;
  if (event.type === 'superseded') return deliveryReason('superseded', event.by);
  return event.type === 'cancelled' ? deliveryReason('cancelled', event.by) : null;
}

function unconfirmedReason(last: string | null): string {
  return last === null ? deliveryReason('not_shown') : deliveryReason('not_shown_since', last);
}

interface Step {
  readonly event: DeliveryEvent;
  readonly before: Delivery;
  /** As counted after the event. */
  readonly attempts: number;
}

function queuedReason({ event, before }: Step): string | null {
  if (event.type === 'released') return null;
  return event.type === 'resumed' ? deliveryReason('restarted') : before.reason;
}

function guardedReason({ event }: Step): string | null {
  if (event.type === 'held') return event.reason;
  return event.type === 'offered' ? guardReason(event) : null;
}

const silent = (): null => null;
const spoken = ({ event }: Step): string | null => spokenReason(event);

const REASONS: Readonly<Record<DeliveryState, (step: Step) => string | null>> = {
  queued: queuedReason,
  waiting_for_device: ({ event }) =>
    event.type === 'disconnected' ? mishap(event) : deliveryReason('offline'),
  guarded: guardedReason,
  sending: silent,
  awaiting_reply: silent,
  confirming: spoken,
  backing_off: ({ event }) => mishap(event),
  confirmed: silent,
  delivered: spoken,
  rejected: spoken,
  exhausted: ({ event, attempts }) => exhaustedReason(event, attempts),
  expired: ({ before }) => expiredReason(before),
  superseded: spoken,
  cancelled: spoken,
  unconfirmed: ({ before }) => unconfirmedReason(before.reason),
  unknown: () => deliveryReason('sent_once'),
};

/**
 * Why a delivery stands in the state that the step took it to, in words for people. Text is not
 * API: states are.
 */
export function reasonFor(state: DeliveryState, step: Step): string | null {
  return REASONS[state](step);
}
