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
function openedGate() {
  const clock = clockAt(0);
  const gate = new OriginGate(8, clock.now);
  for (let count = 0; count < 8; count += 1) gate.enter();
  for (let count = 0; count < 8; count += 1) gate.leave(false);
  return { gate, clock };
}

describe('an origin', () => {
  test('takes as many as its limit, and sends back the next without counting an attempt', () => {
    const gate = new OriginGate(2, () => 0);
    expect([gate.enter(), gate.enter()]).toEqual([null, null]);
    expect(gate.enter()).toMatchObject({ retry: 'later', retryAfterMs: 1000, unattempted: true });
    gate.leave(true);
    expect(gate.enter()).toBeNull();
    expect(gate.admission).toEqual({ places: 2, pausedUntil: null });
  });

  test('is idle when all have left and it has answered', () => {
    const gate = new OriginGate(1, () => 0);
    gate.enter();
    expect(gate.isIdle).toBe(false);
    gate.leave(true);
    expect(gate.isIdle).toBe(true);
  });
});

describe('a dead origin', () => {
  test('is left alone after 8 attempts without an answer', () => {
    const { gate, clock } = openedGate();
    clock.advance(500);
    expect(gate.admission).toEqual({ places: 1, pausedUntil: 2000 });
    expect(gate.enter()).toEqual({
      retry: 'later',
      reason: 'The host has not answered 8 requests in a row; it is left alone for a while',
      retryAfterMs: 1500,
      unattempted: true,
    });
  });

  test('gets one probe when the pause is over, and all its places when that is answered', () => {
    const { gate, clock } = openedGate();
    clock.advance(2000);
    expect(gate.admission).toEqual({ places: 1, pausedUntil: null });
    expect(gate.enter()).toBeNull();
    expect(gate.enter()).toMatchObject({ unattempted: true });
    gate.leave(true);
    expect(gate.admission).toEqual({ places: 8, pausedUntil: null });
  });

  test('is left alone twice as long after each probe that fails, at most a minute', () => {
    const { gate, clock } = openedGate();
    const pauses: number[] = [];
    clock.advance(2000);
    for (let probe = 0; probe < 6; probe += 1) {
      gate.enter();
      gate.leave(false);
      const refused = gate.enter();
      pauses.push(refused?.retryAfterMs ?? 0);
      clock.advance(refused?.retryAfterMs ?? 0);
    }
    expect(pauses).toEqual([4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  test('stays so after an attempt that did not get to it', () => {
    const { gate, clock } = openedGate();
    clock.advance(2000);
    gate.enter();
    gate.leave(null);
    expect(gate.admission).toEqual({ places: 1, pausedUntil: null });
    expect(gate.enter()).toBeNull();
  });

  test('is as good as new after one answer', () => {
    const { gate, clock } = openedGate();
    clock.advance(2000);
    gate.enter();
    gate.leave(true);
    gate.enter();
    gate.leave(false);
    expect(gate.enter()).toBeNull();
  });
});
