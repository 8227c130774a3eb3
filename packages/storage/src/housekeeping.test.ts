import { FakeClock } from '@signalbox/runtime/testing';
import { expect, test } from 'vitest';
import { startHousekeeping } from './housekeeping.ts';
import type { PruneStep, RetentionLimits } from './retention.ts';

const LIMITS: RetentionLimits = {
  historyMs: 1,
  deliveriesMs: 1,
  auditMs: 1,
  quarantineMs: 1,
  tracesMs: 1,
  maxBytes: 1_000_000,
};
const TEN_MINUTES = 600_000;
const step = (rows: number, parts: Partial<PruneStep> = {}): PruneStep => ({
  removed: { kind: 'history', rows },
  isDone: false,
  isTooLarge: false,
  ...parts,
});

function housekeeping(steps: (PruneStep | Error)[]) {
  const clock = new FakeClock(0);
  const lines: unknown[] = [];
  const note = (fields: object, text: string): void => void lines.push([fields, text]);
  const retention = {
    step: () => {
      const next = steps.shift() ?? step(0, { isDone: true });
      if (next instanceof Error) throw next;
      return next;
    },
  };
  const log = { debug: note, info: note, warn: note, error: note };
  const stop = startHousekeeping({ retention, limits: LIMITS, clock, log });
  return { clock, lines, steps, stop };
}

test('a round is taken in steps and told once, then there is a long pause', () => {
  const { clock, lines, steps } = housekeeping([step(100), step(20), step(0, { isDone: true }), step(7)]);
  clock.advance(TEN_MINUTES);
  for (let n = 0; n < 9; n += 1) clock.advance(25);
  expect(lines).toEqual([[{ history: 120 }, 'Old rows were removed']]);
  expect(steps).toHaveLength(1);
  clock.advance(TEN_MINUTES);
  expect(steps).toEqual([]);
});

test('a step that fails is tried again later', () => {
  const { clock, lines, steps } = housekeeping([new Error('the disk is full'), step(1)]);
  clock.advance(TEN_MINUTES);
  clock.advance(1000);
  expect(lines).toEqual([[{ reason: 'the disk is full' }, expect.stringContaining('trying again later')]]);
  expect(steps).toHaveLength(1);
});

test('a database that stays too large is warned of', () => {
  const { clock, lines } = housekeeping([step(0, { isDone: true, isTooLarge: true })]);
  clock.advance(TEN_MINUTES);
  expect(lines).toEqual([[{ max_bytes: 1_000_000 }, expect.stringContaining('SIGNALBOX_KEEP_MAX_MB')]]);
});

test('nothing happens after it was stopped', () => {
  const { clock, steps, stop } = housekeeping([step(1)]);
  stop();
  clock.advance(TEN_MINUTES);
  expect(steps).toHaveLength(1);
});
