import { describe, expect, test } from 'vitest';
import { countEffect, released, type EffectRate } from './effect-rate.ts';

const ORIGIN = { flowId: 1, flowVersion: 4, nodeId: 3, sourceId: 7 };
const START = 1_700_000_000_000;
const MINUTE = 60_000;

/** Counts an effect at each of the given times, ms after the start; at most two a minute. */
function countAll(...offsets: readonly number[]): EffectRate {
  let rate: EffectRate | undefined;
  for (const offset of offsets) rate = countEffect(rate, ORIGIN, { now: START + offset, maxPerMin: 2 });
  if (rate === undefined) throw new Error('Nothing was counted');
  return rate;
}

describe('a flow that may ask for two effects a minute', () => {
  test.each([
    ['asks for two', [0, 1], 2, null],
    ['asks for a third at once', [0, 1, 2], 2, 2],
    ['asks for a third just before the minute is over', [0, 1, MINUTE - 1], 2, MINUTE - 1],
    ['asks for a third when the minute is over', [0, 1, MINUTE], 1, null],
    ['asks for two in each of two windows', [0, MINUTE - 1, MINUTE, MINUTE + 1], 2, null],
    ['asks on while it is paused', [0, 1, 2, 3 * MINUTE], 2, 2],
    ['asks when the clock was set back', [0, 1, -1], 1, null],
  ] as const)('%s', (_, offsets, effects, pausedAt) => {
    const rate = countAll(...offsets);
    expect([rate.effects, rate.pausedAt]).toEqual([effects, pausedAt === null ? null : START + pausedAt]);
  });

  test('has what is dropped counted from the one that was too many', () => {
    expect(countAll(0, 1, 2, 3, 2 * MINUTE).dropped).toBe(3);
  });

  test('goes on when it is let go', () => {
    const paused = countAll(0, 1, 2);
    expect(released(paused, START + 5)).toEqual({
      sourceId: 7,
      flowId: 1,
      flowVersion: 4,
      windowAt: START + 5,
      effects: 0,
      pausedAt: null,
      dropped: 0,
    });
  });

  test('goes on as another version', () => {
    const next = countEffect(
      countAll(0, 1, 2),
      { ...ORIGIN, flowVersion: 5 },
      { now: START + 3, maxPerMin: 2 },
    );
    expect(next).toMatchObject({ flowVersion: 5, effects: 1, pausedAt: null, dropped: 0 });
  });
});
