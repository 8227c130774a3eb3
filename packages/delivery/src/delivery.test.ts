import { describe, expect, test } from 'vitest';
import type { DeliveryEvent, DeliverySpec } from './contract.ts';
import { DELIVERY_STATES } from './contract.ts';
import { advance, createDelivery, isOutcome, nextDueAt, occupiesSlot } from './delivery.ts';
import {
  after,
  commandSpec,
  EVENTS,
  LEVEL,
  RECOGNISES,
  RELIABLE_PULSE,
  RETRY,
  START,
  TTL_MS,
  UNRELIABLE_PULSE,
  WAYS,
  WEBHOOK,
} from './testing/specimens.ts';

const AT = START + 1000;

function failed(overrides: { retryAfterMs?: number; random?: number }): DeliveryEvent {
  const { random = 0, ...failure } = overrides;
  return {
    type: 'failed',
    at: AT,
    random,
    failure: { retry: 'later', reason: 'HTTP 503', ...failure },
  };
}

describe('a new delivery', () => {
  test('is queued, asks for its turn and has only its time to live', () => {
    const { delivery, orders } = createDelivery(LEVEL, START);
    expect(delivery).toEqual({
      spec: LEVEL,
      state: 'queued',
      snapshot: { version: 1, value: { pending: 'queued' } },
      attempts: 0,
      reason: null,
      timers: { ttl: START + TTL_MS },
      sentAt: null,
      updatedAt: START,
    });
    expect(orders).toEqual([{ type: 'request_offer' }]);
  });

  test.each([
    { spec: LEVEL, order: 'send_command' },
    { spec: WEBHOOK, order: 'send_webhook' },
  ])('is sent by $order', ({ spec, order }) => {
    const step = advance(after(spec, []), EVENTS.offered, RECOGNISES);
    expect(step.orders).toEqual([{ type: order }]);
    expect(step.delivery.attempts).toBe(1);
  });
});

describe('timers', () => {
  test('a reply has 30 seconds from the send', () => {
    expect(after(LEVEL, WAYS.awaiting_reply).timers).toEqual({
      ttl: START + TTL_MS,
      reply: AT + 30_000,
    });
  });

  test('proof has 3 minutes from the reply, and the time to live no longer counts', () => {
    expect(after(LEVEL, WAYS.confirming).timers).toEqual({ proof: AT + 180_000 });
  });

  test.each([
    { ttlMs: TTL_MS, proof: START + TTL_MS },
    { ttlMs: 60_000, proof: AT + 180_000 },
  ])('a device that does it later has until the time to live of $ttlMs ms, at least 3 minutes', (row) => {
    const spec = { ...LEVEL, expiresAt: START + row.ttlMs };
    expect(after(spec, ['offered', 'sent', 'deferred']).timers).toEqual({ proof: row.proof });
  });

  test.each([
    { event: failed({}), jitter: false, pauseMs: 1000 },
    { event: failed({ random: 0.25 }), jitter: true, pauseMs: 250 },
    { event: failed({ retryAfterMs: 90_000 }), jitter: false, pauseMs: 90_000 },
    { event: failed({ retryAfterMs: 10 }), jitter: false, pauseMs: 1000 },
  ])('the first pause of $event with jitter $jitter is $pauseMs ms', ({ event, jitter, pauseMs }) => {
    const spec = { ...WEBHOOK, retry: { ...RETRY, jitter } };
    const { delivery } = advance(after(spec, WAYS.sending), event, RECOGNISES);
    expect(delivery.timers).toEqual({ ttl: START + TTL_MS, retry: AT + pauseMs });
  });

  test('a timer that is not due yet changes nothing', () => {
    const before = after(LEVEL, WAYS.awaiting_reply);
    const early = { ...EVENTS.reply_due, at: AT + 29_999 };
    expect(advance(before, early, RECOGNISES)).toEqual({ delivery: before, orders: [] });
  });

  test('a timer that the machine does not know changes nothing', () => {
    const before = after(LEVEL, []);
    const step = advance(before, { ...EVENTS.ttl_due, timer: 'constructor' }, RECOGNISES);
    expect(step.delivery).toBe(before);
  });

  test('the earliest one is the next due', () => {
    expect(nextDueAt(after(LEVEL, WAYS.awaiting_reply))).toBe(AT + 30_000);
    expect(nextDueAt(after(LEVEL, ['cancelled']))).toBeNull();
  });
});

describe('attempts', () => {
  test('run out after the policy’s maximum', () => {
    const round = ['offered', 'failed', 'retry_due'] as const;
    const spec = { ...WEBHOOK, expiresAt: START + TTL_MS + 1 };
    const delivery = after(spec, [...round, ...round, ...round]);
    expect(delivery).toMatchObject({
      state: 'exhausted',
      attempts: 3,
      reason: 'Gave up after 3 attempts. HTTP 503',
    });
  });

  test('that never went out are not counted', () => {
    expect(after(WEBHOOK, ['offered', 'failed_unattempted']).attempts).toBe(0);
  });

  test('that a restart interrupted are not counted', () => {
    expect(after(WEBHOOK, ['offered', 'resumed'])).toMatchObject({
      state: 'queued',
      attempts: 0,
      reason: 'Interrupted by a restart',
    });
  });

  test('that a lost link ended are counted, so that a device which each command crashes is left alone', () => {
    const round = ['offered', 'sent', 'disconnected'] as const;
    expect(after(LEVEL, [...round, ...round, ...round])).toMatchObject({
      state: 'exhausted',
      attempts: 3,
    });
  });
});

describe('proof', () => {
  const unanswered = [...WAYS.awaiting_reply, 'reply_due'] as const;
  const longLived = { ...LEVEL, expiresAt: START + 2 * TTL_MS };

  test.each([
    { way: unanswered, state: 'backing_off' },
    { way: [...unanswered, 'retry_due'], state: 'queued' },
    { way: [...WAYS.awaiting_reply, 'disconnected'], state: 'waiting_for_device' },
  ] as const)('confirms a command whose reply got lost while it stands in $state', ({ way, state }) => {
    const before = after(longLived, way);
    expect(before.state).toBe(state);
    const { delivery } = advance(before, EVENTS.as_wanted, RECOGNISES);
    expect(delivery).toMatchObject({ state: 'confirmed', timers: {}, reason: null });
  });

  test('means nothing before the command was handed to the link', () => {
    const before = after(LEVEL, WAYS.sending);
    expect(advance(before, EVENTS.as_wanted, RECOGNISES).delivery).toBe(before);
  });

  test('counts from the reply when the reply overtakes the report of the send', () => {
    expect(after(LEVEL, ['offered', 'done'])).toMatchObject({ state: 'confirming', sentAt: AT });
  });
});

describe('a late reply', () => {
  const unanswered = [...WAYS.awaiting_reply, 'reply_due'] as const;

  test.each([
    { spec: LEVEL, state: 'confirming' },
    { spec: RELIABLE_PULSE, state: 'delivered' },
  ])('counts while the delivery backs off: $state', ({ spec, state }) => {
    expect(after({ ...spec, expiresAt: START + 2 * TTL_MS }, [...unanswered, 'done']).state).toBe(state);
  });

  test('saves a level command from being sent again after a restart', () => {
    const way = [...WAYS.awaiting_reply, 'resumed', 'done'] as const;
    expect(after(LEVEL, way).state).toBe('confirming');
  });
});

describe('the reason', () => {
  test.each([
    { way: WAYS.waiting_for_device, reason: 'The device is not connected' },
    { way: ['offered_shut'], reason: 'The guard is not true' },
    { way: ['offered_no_value'], reason: 'The guard has no value' },
    { way: WAYS.sending, reason: null },
    { way: ['offered', 'failed'], reason: 'HTTP 503' },
    { way: ['offered', 'failed_for_good'], reason: 'HTTP 404' },
    { way: [...WAYS.awaiting_reply, 'reply_due'], reason: 'The device did not reply' },
    { way: [...WAYS.awaiting_reply, 'refused'], reason: 'The device refused: no such output' },
    { way: [...WAYS.awaiting_reply, 'deferred'], reason: 'The device will do it later' },
    { way: [...WAYS.awaiting_reply, 'unclear'], reason: 'Unclear reply: ??' },
    {
      way: [...WAYS.awaiting_reply, 'disconnected'],
      reason: 'The link was lost before the device replied',
    },
    { way: ['superseded'], reason: 'Superseded by d_2' },
    { way: ['cancelled'], reason: 'Cancelled by owner' },
    { way: ['ttl_due'], reason: 'The time to live ended before its turn came' },
    {
      way: ['offered_offline', 'ttl_due'],
      reason: 'The time to live ended. The device is not connected',
    },
    { way: ['offered', 'ttl_due'], reason: 'The time to live ended before an answer came' },
    {
      way: [...WAYS.confirming, 'proof_due'],
      reason: 'No record has shown the wanted state since the reply. The device replied: OK',
    },
  ] as const)('after $way is $reason', ({ way, reason }) => {
    const spec = commandSpec(LEVEL.command, { expiresAt: START + TTL_MS });
    expect(after(spec, way).reason).toBe(reason);
  });

  test('of a webhook’s success is its status', () => {
    expect(after(WEBHOOK, ['offered', 'answered'])).toMatchObject({ reason: 'HTTP 200', sentAt: AT });
  });

  test('of a pulse keeps the reply’s text', () => {
    expect(after(RELIABLE_PULSE, ['offered', 'sent', 'done']).reason).toBe('The device replied: OK');
  });
});

describe('what the rest asks of a state', () => {
  test('only a command under way holds the device’s slot', () => {
    expect(DELIVERY_STATES.filter((state) => occupiesSlot(state))).toEqual(['sending', 'awaiting_reply']);
  });

  const wires: readonly { spec: DeliverySpec; way: Parameters<typeof after>[1]; wire: string | null }[] = [
    { spec: LEVEL, way: [], wire: null },
    { spec: LEVEL, way: [...WAYS.confirming, 'as_wanted'], wire: 'success' },
    { spec: WEBHOOK, way: ['offered', 'answered'], wire: 'success' },
    { spec: WEBHOOK, way: ['offered', 'failed_for_good'], wire: 'failure' },
    {
      spec: { ...WEBHOOK, retry: { ...RETRY, max_attempts: 1 } },
      way: ['offered', 'failed'],
      wire: 'failure',
    },
    { spec: LEVEL, way: ['ttl_due'], wire: 'failure' },
    { spec: LEVEL, way: [...WAYS.confirming, 'proof_due'], wire: 'failure' },
    { spec: UNRELIABLE_PULSE, way: [...WAYS.awaiting_reply, 'disconnected'], wire: 'failure' },
    { spec: LEVEL, way: ['superseded'], wire: null },
    { spec: LEVEL, way: ['cancelled'], wire: null },
  ];

  test.each(wires)('$spec.kind after $way takes the wire $wire', ({ spec, way, wire }) => {
    expect(isOutcome(after(spec, way))).toBe(wire);
  });
});

test('a delivery stored by an unknown version is refused with its id', () => {
  const foreign = { ...after(LEVEL, []), snapshot: { version: 2, value: 'elsewhere' } };
  expect(() => advance(foreign, EVENTS.offered, RECOGNISES)).toThrow(
    'Delivery d_1 was stored by another version of Signalbox',
  );
});
