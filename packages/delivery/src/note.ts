import type { DeliveryEvent, DeliveryNote } from './contract.ts';

/** Of an answer so much is kept: enough to see what the other side means. */
const KEPT_CHARACTERS = 500;

function excerpt(text: string | null): string | null {
  return text === null || text.length <= KEPT_CHARACTERS ? text : `${text.slice(0, KEPT_CHARACTERS)}…`;
}

function httpAnswer({ status, body }: { readonly status: number; readonly body: string | null }) {
  return { status: `HTTP ${status}`, text: excerpt(body) };
}

/**
 * What of an event is worth telling beside the state that it led to.
 *
 * @param retryAt when the next attempt is planned after the event, Unix ms
 */
export function noteOf(event: DeliveryEvent, retryAt: number | undefined): DeliveryNote {
  const { type } = event;
  if (type === 'offered') return event.explained === undefined ? {} : { guard: event.explained };
  if (type === 'reported') return event.proof === undefined ? {} : { proof: event.proof };
  if (type === 'replied') return { answer: { status: event.status, text: excerpt(event.text) } };
  if (type === 'answered') return { answer: httpAnswer(event) };
  const response = type === 'failed' ? event.failure.response : undefined;
  const plans = type === 'failed' || type === 'due';
  return {
    ...(response && { answer: httpAnswer(response) }),
    ...(plans && retryAt !== undefined && { retryAt }),
  };
}
