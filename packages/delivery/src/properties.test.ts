import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Delivery, DeliveryEvent, DeliverySpec, DeliveryStep } from './contract.ts';
import { advance, createDelivery, isEnd, nextDueAt } from './delivery.ts';
import {
  EVENT_NAMES,
  EVENTS,
  LEVEL,
  RELIABLE_PULSE,
  START,
  UNRELIABLE_PULSE,
  WEBHOOK,
} from './testing/specimens.ts';

const specs = fc
  .record({
    spec: fc.constantFrom<DeliverySpec>(LEVEL, RELIABLE_PULSE, UNRELIABLE_PULSE, WEBHOOK),
    maxAttempts: fc.integer({ min: 1, max: 4 }),
    ttlMs: fc.integer({ min: 1, max: 900_000 }),
    jitter: fc.boolean(),
  })
  .map(({ spec, maxAttempts, ttlMs, jitter }): DeliverySpec =>
    Object.assign({}, spec, {
      expiresAt: START + ttlMs,
      retry: { ...spec.retry, max_attempts: maxAttempts, jitter },
    }),
  );

interface Fact {
  readonly event: (typeof EVENTS)[keyof typeof EVENTS];
  readonly afterMs: number;
  readonly random: number;
}

const facts: fc.Arbitrary<readonly Fact[]> = fc.array(
  fc.record({
    // Offers and sends weigh more, or few deliveries would get past the queue.
    event: fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(EVENTS.offered, EVENTS.sent, EVENTS.retry_due) },
      { weight: 2, arbitrary: fc.constantFrom(...EVENT_NAMES).map((name) => EVENTS[name]) },
    ),
    afterMs: fc.nat(60_000),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  }),
  { maxLength: 40 },
);

function timeline(list: readonly Fact[]): DeliveryEvent[] {
  let at = START;
  return list.map(({ event, afterMs, random }) => {
    at += afterMs;
    return 'random' in event ? { ...event, at, random } : { ...event, at };
  });
}

function steps(
  spec: DeliverySpec,
  events: readonly DeliveryEvent[],
  recognisesId: boolean,
  between: (delivery: Delivery) => Delivery = (delivery) => delivery,
): DeliveryStep[] {
  const all = [createDelivery(spec, START)];
  for (const event of events) {
    const { delivery } = all.at(-1) ?? createDelivery(spec, START);
    all.push(advance(between(delivery), event, { recognisesId }));
  }
  return all;
}

function storedAndRead(delivery: Delivery): Delivery {
  return JSON.parse(JSON.stringify(delivery));
}

const runs = fc.record({ spec: specs, events: facts.map(timeline), recognisesId: fc.boolean() });

describe('whatever happens', () => {
  test('a crash between any two events changes nothing', () => {
    fc.assert(
      fc.property(runs, ({ spec, events, recognisesId }) => {
        const straight = steps(spec, events, recognisesId);
        expect(steps(spec, events, recognisesId, storedAndRead)).toEqual(straight);
      }),
    );
  });

  test('an end is never left, has no timers and orders nothing', () => {
    fc.assert(
      fc.property(runs, ({ spec, events, recognisesId }) => {
        const all = steps(spec, events, recognisesId);
        const end = all.findIndex(({ delivery }) => isEnd(delivery.state));
        if (end === -1) return;
        expect(all[end]?.orders).toEqual([]);
        expect(all[end]?.delivery.timers).toEqual({});
        for (const { delivery, orders } of all.slice(end)) {
          expect(delivery).toEqual(all[end]?.delivery);
          expect(orders).toEqual([]);
        }
      }),
    );
  });

  test('an open delivery always has a timer that will move it', () => {
    fc.assert(
      fc.property(runs, ({ spec, events, recognisesId }) => {
        for (const { delivery } of steps(spec, events, recognisesId)) {
          expect(nextDueAt(delivery) === null).toBe(isEnd(delivery.state));
        }
      }),
    );
  });

  test('attempts stay within the policy', () => {
    fc.assert(
      fc.property(runs, ({ spec, events, recognisesId }) => {
        for (const { delivery } of steps(spec, events, recognisesId)) {
          expect(delivery.attempts).toBeGreaterThanOrEqual(0);
          expect(delivery.attempts).toBeLessThanOrEqual(spec.retry.max_attempts);
        }
      }),
    );
  });

  test('nothing is ordered to be sent after its time to live', () => {
    fc.assert(
      fc.property(runs, ({ spec, events, recognisesId }) => {
        const sends = steps(spec, events, recognisesId).filter(({ orders }) =>
          orders.some(({ type }) => type !== 'request_offer'),
        );
        expect(sends.filter(({ delivery }) => delivery.updatedAt >= spec.expiresAt)).toEqual([]);
      }),
    );
  });

  test('a pulse that is not reliable goes out at most once', () => {
    fc.assert(
      fc.property(runs, ({ spec, events, recognisesId }) => {
        const pulse = { ...UNRELIABLE_PULSE, retry: spec.retry, expiresAt: spec.expiresAt };
        let gone = 0;
        let previous: Delivery | null = null;
        for (const [index, { delivery, orders }] of steps(pulse, events, recognisesId).entries()) {
          const event = events[index - 1];
          const cameBack = event?.type === 'failed' && event.failure.unattempted === true;
          if (cameBack && previous?.state === 'sending' && delivery.state === 'backing_off') gone -= 1;
          gone += orders.filter(({ type }) => type === 'send_command').length;
          expect(gone).toBeLessThanOrEqual(1);
          previous = delivery;
        }
      }),
      { numRuns: 1000 },
    );
  });
});
