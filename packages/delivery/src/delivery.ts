import type { ExecutableActionObject } from 'xstate';
import type {
  Delivery,
  DeliveryEvent,
  DeliveryOrder,
  DeliverySpec,
  DeliveryState,
  DeliveryStep,
  DeliveryTransportTraits,
} from './contract.ts';
import { END_STATES } from './contract.ts';
import type { MachineEvent } from './machine-parts.ts';
import { noteOf } from './note.ts';
import { firstStep, nextStep } from './pure-step.ts';
import { reasonFor } from './reasons.ts';
import { restore, stateOf, toStored } from './snapshot.ts';
import { applyTimers, timerEvent } from './timers.ts';
import { readResponse } from './webhook-response.ts';

const ENDS: ReadonlySet<DeliveryState> = new Set(END_STATES);

/** Whether a delivery in this state is over for good. */
export function isEnd(state: DeliveryState): boolean {
  return ENDS.has(state);
}

/** Whether a command in this state holds its device's one slot (design §6: one in flight). */
export function occupiesSlot(state: DeliveryState): boolean {
  return state === 'sending' || state === 'awaiting_reply';
}

/** When the delivery's earliest timer is due, Unix ms; `null` when it waits for no time. */
export function nextDueAt(delivery: Delivery): number | null {
  const due = Object.values(delivery.timers);
  return due.length === 0 ? null : Math.min(...due);
}

const WIRES: Readonly<Partial<Record<DeliveryState, 'success' | 'failure'>>> = {
  confirmed: 'success',
  delivered: 'success',
  rejected: 'failure',
  exhausted: 'failure',
  expired: 'failure',
  unconfirmed: 'failure',
  unknown: 'failure',
};

/**
 * Which wire of the flow the delivery takes. `null` while it is open, and when it was replaced or
 * called off: then there is nothing to tell.
 */
export function isOutcome(delivery: Delivery): 'success' | 'failure' | null {
  return WIRES[delivery.state] ?? null;
}

function ordersFrom(
  spec: DeliverySpec,
  actions: readonly ExecutableActionObject[],
): readonly DeliveryOrder[] {
  return actions.flatMap((action): DeliveryOrder[] => {
    if (action.type === 'requestOffer') return [{ type: 'request_offer' }];
    if (action.type !== 'orderSend') return [];
    return [{ type: spec.kind === 'command' ? 'send_command' : 'send_webhook' }];
  });
}

/**
 * A new delivery, queued, with its time to live armed.
 *
 * @param now server time, Unix ms
 */
export function createDelivery(spec: DeliverySpec, now: number): DeliveryStep {
  const [snapshot, actions] = firstStep(spec, now);
  const delivery: Delivery = {
    spec,
    state: stateOf(snapshot),
    snapshot: toStored(snapshot),
    attempts: 0,
    reason: null,
    timers: applyTimers({}, actions, now),
    sentAt: null,
    updatedAt: now,
  };
  return { delivery, orders: ordersFrom(spec, actions) };
}

/** The event in the machine's terms; `undefined` for a timer that is not armed or not yet due. */
function machineEvent(delivery: Delivery, event: DeliveryEvent): MachineEvent | undefined {
  if (event.type !== 'due') return event;
  const dueAt = delivery.timers[event.timer];
  const type = timerEvent(event.timer);
  if (dueAt === undefined || type === undefined || event.at < dueAt) return undefined;
  return { type, at: event.at, random: event.random };
}

/** What the receiver said to the attempt that just ended; until then what it said before. */
function responseAfter({ response }: Delivery, event: DeliveryEvent): Pick<Delivery, 'response'> {
  if (event.type !== 'answered' && event.type !== 'failed') return response === undefined ? {} : { response };
  const answer = event.type === 'answered' ? event : event.failure.response;
  return answer === undefined ? {} : { response: { status: answer.status, body: readResponse(answer.body) } };
}

/**
 * Takes a delivery one event further (design §6). Pure: the same delivery and event give the same
 * step. The caller makes the delivery durable, then carries out the orders.
 *
 * @returns the same delivery object and no orders when the event does not fit its state
 * @throws {Error} when the delivery was stored by a version that this one does not know
 */
export function advance(
  delivery: Delivery,
  event: DeliveryEvent,
  traits: DeliveryTransportTraits,
): DeliveryStep {
  const translated = isEnd(delivery.state) ? undefined : machineEvent(delivery, event);
  if (translated === undefined) return { delivery, orders: [] };
  const before = restore(delivery, traits, event.at);
  const [after, actions] = nextStep(before, translated);
  if (after === before) return { delivery, orders: [] };
  const state = stateOf(after);
  const { attempts, sentAt } = after.context;
  const timers = isEnd(state) ? {} : applyTimers(delivery.timers, actions, event.at);
  const note = noteOf(event, timers['retry']);
  const next: Delivery = {
    spec: delivery.spec,
    state,
    snapshot: toStored(after),
    attempts,
    reason: reasonFor(state, { event, before: delivery, attempts }),
    timers,
    sentAt,
    ...responseAfter(delivery, event),
    updatedAt: event.at,
    ...(Object.keys(note).length === 0 ? {} : { note }),
  };
  return { delivery: next, orders: ordersFrom(delivery.spec, actions) };
}
