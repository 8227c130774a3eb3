import type { Command, RetryPolicy } from '@signalbox/flow';
import type { CommandSpec, Delivery, DeliveryEvent, DeliverySpec, WebhookSpec } from '../contract.ts';
import { advance, createDelivery } from '../delivery.ts';

export const START = 1_700_000_000_000;
export const TTL_MS = 600_000;
export const RECOGNISES = { recognisesId: true };
export const FORGETS = { recognisesId: false };
export const RETRY: RetryPolicy = {
  max_attempts: 3,
  first_delay_s: 1,
  factor: 2,
  max_delay_s: 60,
  jitter: false,
};

const base = { id: 'd_1', origin: null, retry: RETRY, createdAt: START, expiresAt: START + TTL_MS };

export function commandSpec(command: Command, overrides: Partial<CommandSpec> = {}): CommandSpec {
  return { ...base, kind: 'command', targetSourceId: 7, guard: null, command, ...overrides };
}

export const LEVEL = commandSpec({ type: 'set_output', output: 1, value: true });
export const RELIABLE_PULSE = commandSpec({ type: 'raw', command: 'reboot', reliable: true });
export const UNRELIABLE_PULSE = commandSpec({ type: 'raw', command: 'reboot', reliable: false });
export const WEBHOOK: WebhookSpec = {
  ...base,
  kind: 'webhook',
  request: { method: 'POST', url: 'http://example.com/', headers: [], body: '{}', timeoutMs: 10_000 },
};

const at = START + 1000;
const random = 0.5;

/** One of each kind of fact, by a name that the tables use. */
export const EVENTS = {
  offered: { type: 'offered', at, online: true, guard: true },
  offered_offline: { type: 'offered', at, online: false, guard: true },
  offered_shut: { type: 'offered', at, online: true, guard: false },
  offered_no_value: { type: 'offered', at, online: true, guard: null },
  offered_too_late: { type: 'offered', at: START + TTL_MS, online: true, guard: true },
  held: { type: 'held', at, reason: 'The flow is paused' },
  released: { type: 'released', at },
  sent: { type: 'sent', at },
  done: { type: 'replied', at, status: 'done', text: 'OK' },
  already: { type: 'replied', at, status: 'already', text: null },
  deferred: { type: 'replied', at, status: 'deferred', text: null },
  refused: { type: 'replied', at, status: 'rejected', text: 'no such output' },
  unclear: { type: 'replied', at, status: 'unclear', text: '??' },
  as_wanted: { type: 'reported', at, asWanted: true },
  not_as_wanted: { type: 'reported', at, asWanted: false },
  answered: { type: 'answered', at, status: 200, body: null },
  failed: { type: 'failed', at, random, failure: { retry: 'later', reason: 'HTTP 503' } },
  failed_for_good: { type: 'failed', at, random, failure: { retry: 'never', reason: 'HTTP 404' } },
  failed_unattempted: {
    type: 'failed',
    at,
    random,
    failure: { retry: 'later', reason: 'Host is busy', unattempted: true },
  },
  disconnected: { type: 'disconnected', at, random },
  superseded: { type: 'superseded', at, by: 'd_2' },
  cancelled: { type: 'cancelled', at, by: 'owner' },
  ttl_due: { type: 'due', at: START + TTL_MS, random, timer: 'ttl' },
  reply_due: { type: 'due', at: START + TTL_MS, random, timer: 'reply' },
  retry_due: { type: 'due', at: START + TTL_MS + 60_000, random, timer: 'retry' },
  proof_due: { type: 'due', at: START + TTL_MS, random, timer: 'proof' },
  resumed: { type: 'resumed', at, random },
} as const satisfies Record<string, DeliveryEvent>;

export type EventName = keyof typeof EVENTS;

function isEventName(name: string): name is EventName {
  return name in EVENTS;
}

export const EVENT_NAMES = Object.keys(EVENTS).filter(isEventName);

/** How a delivery gets to each state that is no end. */
export const WAYS = {
  queued: [],
  waiting_for_device: ['offered_offline'],
  guarded: ['held'],
  sending: ['offered'],
  awaiting_reply: ['offered', 'sent'],
  confirming: ['offered', 'sent', 'done'],
  backing_off: ['offered', 'failed'],
} as const satisfies Record<string, readonly EventName[]>;

export type OpenState = keyof typeof WAYS;

function isOpenState(name: string): name is OpenState {
  return name in WAYS;
}

export const OPEN_STATES = Object.keys(WAYS).filter(isOpenState);

/** The delivery after these events. */
export function after(spec: DeliverySpec, names: readonly EventName[], traits = RECOGNISES): Delivery {
  return names.reduce(
    (delivery, name) => advance(delivery, EVENTS[name], traits).delivery,
    createDelivery(spec, START).delivery,
  );
}
