import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeNode } from '../testing/describe-node.ts';
import { readTruthTables } from '../testing/describe-truth.ts';
import { examplesIn } from '../testing/example.ts';
import { definition } from './definition.ts';
import { runtime } from './runtime.ts';

describeNode(definition, runtime, examplesIn(import.meta.dirname));

function timesOf(cron: string, zone: string): (after: number) => number | null {
  const data = definition.schema.parse({ cron, time_zone: zone });
  return runtime.nextTime?.(data) ?? (() => null);
}

function problemsOf(data: Record<string, unknown>) {
  const errors = definition.check?.(definition.schema.parse({ select: { all: true }, ...data })) ?? [];
  return errors.map(({ severity, path, message }) => `${severity} ${path}: ${message}`);
}

describe('schedule comes as its truth tables say', () => {
  const text = readFileSync(join(import.meta.dirname, 'truth.json'), 'utf8');
  test.each(readTruthTables(text))('$title', ({ data, steps }) => {
    const nextTime = runtime.nextTime?.(definition.schema.parse(data));
    for (const { in: at, wire } of steps) {
      const instant = Date.parse(typeof at === 'string' ? at : '');
      const comes = nextTime?.(instant - 1) === instant;
      expect({ at, wire: comes ? 'next' : null }).toEqual({ at, wire });
    }
  });
});

const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
);
const crons = fc.constantFrom(
  '* * * * *',
  '*/7 * * * *',
  '30 2 * * *',
  '15 1-3 * * *',
  '0 0 L * *',
  '0 12 * * MON#2',
);
const instants = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2030, 0) });

test('the next time is after, on a full minute, and the same however it is approached', () => {
  fc.assert(
    fc.property(
      crons,
      zones,
      instants,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (cron, zone, after, part) => {
        const nextTime = timesOf(cron, zone);
        const next = nextTime(after) ?? 0;
        expect(next).toBeGreaterThan(after);
        expect(next % 60_000).toBe(0);
        expect(nextTime(Math.floor(after + (next - 1 - after) * part))).toBe(next);
      },
    ),
    { numRuns: 300 },
  );
});

test('a daily time comes once on every day of a year, whatever clocks do', () => {
  for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe']) {
    for (const hour of [0, 1, 2, 3]) {
      const nextTime = timesOf(`30 ${hour} * * *`, zone);
      let count = 0;
      for (let at = nextTime(Date.UTC(2026, 0)); at !== null && at < Date.UTC(2027, 0); at = nextTime(at))
        count += 1;
      expect({ zone, hour, count }).toEqual({ zone, hour, count: 365 });
    }
  }
});

test.each([
  ['* * * *', /is not of five fields: write minute, hour/],
  ['@daily', /is not of five fields/],
  ['2026-01-01T00:00:00', /is not of five fields/],
  ['0 30 7 * * *', /has six fields, but seconds cannot be chosen: write minute/],
  ['61 * * * *', /is no schedule: invalid value for minute: 61; write minute/],
  ['0 25 * * *', /invalid value for hour: 25/],
  ['a b c d e', /illegal characters/],
  ['*/0 * * * *', /illegal stepping/],
  ['0 0 30 2 *', /never comes: there is no such day/],
])('refuses %s and says what to write', (cron, message) => {
  const [problem, ...others] = problemsOf({ cron });
  expect(others).toEqual([]);
  expect(problem).toMatch(/^error cron: /);
  expect(problem).toMatch(message);
});

test('refuses a time zone that there is not', () => {
  expect(problemsOf({ cron: '0 7 * * *', time_zone: 'Mars/Olympus' })).toEqual([
    'error time_zone: there is no time zone "Mars/Olympus"; name one as in Europe/Berlin',
  ]);
});

test('warns when no device is chosen', () => {
  expect(problemsOf({ cron: '0 7 * * *', select: {} })).toMatchObject([/^warning source_ids: no device/]);
});

test.each([
  ['* * * * *', 'Every minute'],
  ['*/15 * * * *', 'Every 15 minutes'],
  ['0 * * * *', 'Every hour'],
  ['20 * * * *', 'Every hour at minute 20'],
  ['0 */6 * * *', 'Every 6 hours'],
  ['30 7 * * *', 'Every day at 07:30'],
  ['0 6,18 * * *', 'Every day at 06:00 and 18:00'],
  ['30 7 * * 1-5', 'Every weekday at 07:30'],
  ['30 7 * * MON-FRI', 'Every weekday at 07:30'],
  ['0 9 * * 1,wed,7', 'Every Monday, Wednesday and Sunday at 09:00'],
  ['0 0 1 * *', 'On day 1 of every month at 00:00'],
  ['0 0 L * *', 'On the last day of every month at 00:00'],
  ['*/7 * * * *', '*/7 * * * *'],
  ['0 9 1 * 1', '0 9 1 * 1'],
  ['0 9 * 6 *', '0 9 * 6 *'],
  ['0 9 * * MON#2', '0 9 * * MON#2'],
])('%s reads "%s"', (cron, phrase) => {
  const data = definition.schema.parse({ cron, time_zone: 'Europe/Berlin', source_ids: [1, 2] });
  expect(definition.summary(data)).toBe(`${phrase}, Europe/Berlin: 2 devices`);
});
