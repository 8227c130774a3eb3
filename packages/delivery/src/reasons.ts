import type { Delivery, DeliveryEvent, DeliveryState, ReplyStatus } from './contract.ts';

type EventOf<Type extends DeliveryEvent['type']> = Extract<DeliveryEvent, { type: Type }>;

function guardReason({ guard, shutBy }: EventOf<'offered'>): string {
  const verdict = guard === null ? 'The guard has no value' : 'The guard is not true';
  return shutBy === undefined ? verdict : `${verdict}: ${shutBy}`;
}

const REPLY_WORDS: Record<ReplyStatus, string> = {
  done: 'The device replied',
  already: 'The device says that it is so already',
  deferred: 'The device will do it later',
  rejected: 'The device refused',
  unclear: 'Unclear reply',
};

function replyReason({ status, text }: EventOf<'replied'>): string | null {
  if (text !== null && text !== '') return `${REPLY_WORDS[status]}: ${text}`;
  return status === 'done' ? null : REPLY_WORDS[status];
}

/** What went wrong with an attempt. */
function mishap(event: DeliveryEvent): string {
  if (event.type === 'failed') return event.failure.reason;
  if (event.type === 'disconnected') return 'The link was lost before the device replied';
  return 'The device did not reply';
}

function exhaustedReason(event: DeliveryEvent, attempts: number): string {
  const count = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
  return `Gave up after ${count}. ${mishap(event)}`;
}

function expiredReason(before: Delivery): string {
  if (before.reason !== null) return `The time to live ended. ${before.reason}`;
  return before.attempts === 0
    ? 'The time to live ended before its turn came'
    : 'The time to live ended before an answer came';
}

/** The end's own words, when it is the event that ended it that says why. */
function spokenReason(event: DeliveryEvent): string | null {
  if (event.type === 'replied') return replyReason(event);
  if (event.type === 'answered') return `HTTP ${event.status}`;
  if (event.type === 'failed') return event.failure.reason;
  if (event.type === 'superseded') return `Superseded by ${event.by}`;
  return event.type === 'cancelled' ? `Cancelled by ${event.by}` : null;
}

function unconfirmedReason(last: string | null): string {
  const silence = 'No record has shown the wanted state since the reply';
  return last === null ? silence : `${silence}. ${last}`;
}

interface Step {
  readonly event: DeliveryEvent;
  readonly before: Delivery;
  /** As counted after the event. */
  readonly attempts: number;
}

function queuedReason({ event, before }: Step): string | null {
  if (event.type === 'released') return null;
  return event.type === 'resumed' ? 'Interrupted by a restart' : before.reason;
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
    event.type === 'disconnected' ? mishap(event) : 'The device is not connected',
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
  unknown: () => 'It was sent once and no reply came: whether the device did it is not known',
};

/**
 * Why a delivery stands in the state that the step took it to, in words for people. Text is not
 * API: states are.
 */
export function reasonFor(state: DeliveryState, step: Step): string | null {
  return REASONS[state](step);
}
