import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffDelayMs } from './retry.ts';

const policy = { max_attempts: 9, first_delay_s: 1, factor: 2, max_delay_s: 60, jitter: false };

test.each([
  { attempt: 1, delayMs: 1000 },
  { attempt: 2, delayMs: 2000 },
  { attempt: 6, delayMs: 32_000 },
  { attempt: 7, delayMs: 60_000 },
  { attempt: 5000, delayMs: 60_000 },
])('pauses $delayMs ms after attempt $attempt', ({ attempt, delayMs }) => {
  expect(backoffDelayMs(policy, attempt, 0.9)).toBe(delayMs);
});

test('takes fractions of a second', () => {
  expect(backoffDelayMs({ ...policy, first_delay_s: 0.05 }, 2, 0)).toBe(100);
});

test('jitter spreads the pause evenly from nothing to the cap', () => {
  const jittered = { ...policy, jitter: true };
  expect([0, 0.25, 0.5, 0.999].map((random) => backoffDelayMs(jittered, 3, random))).toEqual([
    0, 1000, 2000, 3996,
  ]);
});

const policies = fc.record({
  max_attempts: fc.constant(5),
  first_delay_s: fc.double({ min: 0, max: 1000, noNaN: true }),
  factor: fc.double({ min: 1, max: 1000, noNaN: true }),
  max_delay_s: fc.double({ min: 0, max: 100_000, noNaN: true }),
  jitter: fc.boolean(),
});
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test('any policy gives whole milliseconds between nothing and its maximum', () => {
  fc.assert(
    fc.property(policies, fc.integer({ min: 1, max: 10_000 }), random, (policy, attempt, random) => {
      const delayMs = backoffDelayMs(policy, attempt, random);
      expect(Number.isSafeInteger(delayMs)).toBe(true);
      expect(delayMs).toBeGreaterThanOrEqual(0);
      expect(delayMs).toBeLessThanOrEqual(Math.round(policy.max_delay_s * 1000));
    }),
  );
});

test('without jitter no pause is shorter than the one before, and with it none is longer than without', () => {
  fc.assert(
    fc.property(policies, fc.integer({ min: 1, max: 10_000 }), random, (any, attempt, drawn) => {
      const even = { ...any, jitter: false };
      const pause = backoffDelayMs(even, attempt, drawn);
      expect(backoffDelayMs(even, attempt + 1, drawn)).toBeGreaterThanOrEqual(pause);
      expect(backoffDelayMs({ ...any, jitter: true }, attempt, drawn)).toBeLessThanOrEqual(pause);
    }),
  );
});
