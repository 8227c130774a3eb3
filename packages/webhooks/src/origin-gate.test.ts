import { describe, expect, test } from 'vitest';
import { OriginGate } from './origin-gate.ts';

function clockAt(start: number) {
  let now = start;
  return {
    now: () => now,
    advance(ms: number) {
      now += ms;
    },
  };
}

/** A gate whose breaker has just opened. */
async function openedGate() {
  const clock = clockAt(0);
  const gate = new OriginGate(8, clock.now);
  for (let count = 0; count < 8; count += 1) await gate.enter();
  for (let count = 0; count < 8; count += 1) gate.leave(false);
  return { gate, clock };
}

describe('an origin', () => {
  test('takes as many as its limit; the next waits for one to leave', async () => {
    const gate = new OriginGate(2, () => 0);
    expect(await gate.enter()).toBeNull();
    expect(await gate.enter()).toBeNull();
    const order: string[] = [];
    const third = gate.enter().then((refused) => order.push(refused === null ? 'in' : 'refused'));
    order.push('waiting');
    gate.leave(true);
    await third;
    expect(order).toEqual(['waiting', 'in']);
  });

  test('sends back whoever finds 32 waiting, without counting an attempt', async () => {
    const gate = new OriginGate(1, () => 0);
    await gate.enter();
    const waiting = Array.from({ length: 32 }, () => gate.enter());
    expect(await gate.enter()).toMatchObject({
      retry: 'later',
      retryAfterMs: 1000,
      unattempted: true,
    });
    for (const entered of waiting) {
      gate.leave(true);
      expect(await entered).toBeNull();
    }
  });

  test('is idle when all have left and it has answered', async () => {
    const gate = new OriginGate(1, () => 0);
    await gate.enter();
    expect(gate.isIdle).toBe(false);
    gate.leave(true);
    expect(gate.isIdle).toBe(true);
  });
});

describe('a dead origin', () => {
  test('is left alone after 8 attempts without an answer', async () => {
    const { gate, clock } = await openedGate();
    clock.advance(500);
    expect(await gate.enter()).toEqual({
      retry: 'later',
      reason: 'The host has not answered 8 requests in a row; it is left alone for a while',
      retryAfterMs: 1500,
      unattempted: true,
    });
  });

  test('sends back those that waited for it', async () => {
    const gate = new OriginGate(8, () => 0);
    for (let count = 0; count < 7; count += 1) {
      await gate.enter();
      gate.leave(false);
    }
    for (let count = 0; count < 8; count += 1) await gate.enter();
    const waiting = gate.enter();
    gate.leave(false);
    expect(await waiting).toMatchObject({ unattempted: true, retryAfterMs: 2000 });
  });

  test('gets one probe when the pause is over', async () => {
    const { gate, clock } = await openedGate();
    clock.advance(2000);
    expect(await gate.enter()).toBeNull();
    const second = gate.enter();
    gate.leave(true);
    expect(await second).toBeNull();
    expect(await gate.enter()).toBeNull();
  });

  test('is left alone twice as long after each probe that fails, at most a minute', async () => {
    const { gate, clock } = await openedGate();
    const pauses: number[] = [];
    clock.advance(2000);
    for (let probe = 0; probe < 6; probe += 1) {
      await gate.enter();
      gate.leave(false);
      const refused = await gate.enter();
      pauses.push(refused?.retryAfterMs ?? 0);
      clock.advance(refused?.retryAfterMs ?? 0);
    }
    expect(pauses).toEqual([4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  test('is as good as new after one answer', async () => {
    const { gate, clock } = await openedGate();
    clock.advance(2000);
    await gate.enter();
    gate.leave(true);
    await gate.enter();
    gate.leave(false);
    expect(await gate.enter()).toBeNull();
  });
});
