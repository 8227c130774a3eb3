import { assign, setup } from 'xstate';
import type { DeliveryEvent, DeliverySpec } from './contract.ts';
import { backoffDelayMs } from './retry.ts';

/** How long a device may take to reply (design §6). */
const REPLY_TIMEOUT_MS = 30_000;
/** How long after the reply a record that proves it may take (design §6). */
const PROOF_TIMEOUT_MS = 180_000;

export interface MachineContext {
  readonly spec: DeliverySpec;
  /** Time of the event at hand, Unix ms. */
  readonly at: number;
  readonly recognisesId: boolean;
  readonly attempts: number;
  readonly sentAt: number | null;
}

/** A timer that came due, under the name that xstate gives to it. */
interface TimerEvent {
  readonly type: `xstate.after.${string}`;
  readonly at: number;
  readonly random: number;
}

export type MachineEvent = Exclude<DeliveryEvent, { type: 'due' }> | TimerEvent;

interface Step {
  readonly context: MachineContext;
  readonly event: MachineEvent;
}

function isPulse({ spec }: MachineContext): boolean {
  return spec.kind === 'command' && spec.command.type === 'raw';
}

function isUnreliablePulse({ spec }: MachineContext): boolean {
  return spec.kind === 'command' && spec.command.type === 'raw' && !spec.command.reliable;
}

/** A pulse that may have arrived, to a device that would take the repetition for a second one. */
function mustNotRepeat(context: MachineContext): boolean {
  return isPulse(context) && (isUnreliablePulse(context) || !context.recognisesId);
}

function hasNoAttemptLeft(context: MachineContext): boolean {
  const allowed = isUnreliablePulse(context) ? 1 : context.spec.retry.max_attempts;
  return context.attempts >= allowed;
}

/** A record proves a level command, and only one that was handed to the link. */
function isProof({ context, event }: Step): boolean {
  if (event.type !== 'reported' || !event.asWanted || context.sentAt === null) return false;
  return context.spec.kind === 'command' && !isPulse(context);
}

function isReplyToNothing({ spec, attempts, sentAt }: MachineContext): boolean {
  return spec.kind === 'webhook' || (attempts === 0 && sentAt === null);
}

function retryPauseMs({ context, event }: Step): number {
  const random = 'random' in event ? event.random : 0;
  const pause = backoffDelayMs(context.spec.retry, Math.max(1, context.attempts), random);
  const asked = event.type === 'failed' ? (event.failure.retryAfterMs ?? 0) : 0;
  return Math.max(pause, asked);
}

/** A device that does it later has until the time to live, but never less than the others. */
function proofWaitMs({ context, event }: Step): number {
  const isDeferred = event.type === 'replied' && event.status === 'deferred';
  const untilExpiry = context.spec.expiresAt - context.at;
  return isDeferred ? Math.max(PROOF_TIMEOUT_MS, untilExpiry) : PROOF_TIMEOUT_MS;
}

/** Types only: xstate reads no values from it. */
const TYPES: {
  readonly context?: MachineContext;
  readonly events?: MachineEvent;
  readonly input?: { readonly spec: DeliverySpec; readonly now: number };
} = {};

/** The words that the table in `machine.ts` is written in. */
export const machineParts = setup({
  types: TYPES,
  delays: {
    ttl: ({ context }) => context.spec.expiresAt - context.at,
    reply: REPLY_TIMEOUT_MS,
    retry: retryPauseMs,
    proof: proofWaitMs,
  },
  guards: {
    isWebhook: ({ context }) => context.spec.kind === 'webhook',
    isCommand: ({ context }) => context.spec.kind === 'command',
    isPulse: ({ context }) => isPulse(context),
    isUnreliablePulse: ({ context }) => isUnreliablePulse(context),
    mustNotRepeat: ({ context }) => mustNotRepeat(context),
    isPastTtl: ({ context }) => context.at >= context.spec.expiresAt,
    hasNoAttemptLeft: ({ context }) => hasNoAttemptLeft(context),
    isOffline: ({ context, event }) =>
      context.spec.kind === 'command' && event.type === 'offered' && !event.online,
    isGuardShut: ({ context, event }) =>
      context.spec.kind === 'command' && event.type === 'offered' && event.guard !== true,
    isProof,
    isReplyToNothing: ({ context }) => isReplyToNothing(context),
    isRefusal: ({ event }) => event.type === 'replied' && event.status === 'rejected',
    isHopeless: ({ event }) => event.type === 'failed' && event.failure.retry === 'never',
    isUnattempted: ({ event }) => event.type === 'failed' && event.failure.unattempted === true,
  },
  actions: {
    // Orders are read from the returned actions by name; nothing happens in here.
    requestOffer: () => undefined,
    orderSend: () => undefined,
    countAttempt: assign(({ context }) => ({ attempts: context.attempts + 1 })),
    giveAttemptBack: assign(({ context }) => ({ attempts: Math.max(0, context.attempts - 1) })),
    markSent: assign(({ context }) => ({ sentAt: context.at })),
    markSentIfUnmarked: assign(({ context }) => ({ sentAt: context.sentAt ?? context.at })),
  },
});
