import { expect, test } from 'vitest';
import type { NextTime } from '@signalbox/flow';
import { occurrenceToTakeUp } from './occurrences.ts';

const MINUTE = 60_000;
const at = (minutes: number): number => minutes * MINUTE;

/** Every so many minutes. */
function every(minutes: number): NextTime {
  return (after) => (Math.floor(after / at(minutes)) + 1) * at(minutes);
}

test.each([
  ['the one that is due', 60, 0, 60, 60],
  ['none before it is due', 60, 0, 59, null],
  ['the last of several', 60, 0, 181, 180],
  ['one of five minutes ago', 60, 0, 65, 60],
  ['none of six minutes ago', 60, 0, 66, null],
  ['none that was taken up', 60, 60, 61, null],
  ['none when the clock was set back', 60, 120, 61, null],
])('takes up %s', (_, period, after, now, expected) => {
  const found = occurrenceToTakeUp(every(period), at(after), at(now));
  expect(found).toBe(expected === null ? null : at(expected));
});

test('looks at few times, however long nobody looked', () => {
  let asked = 0;
  const counted: NextTime = (after) => {
    asked += 1;
    return every(1)(after);
  };
  expect(occurrenceToTakeUp(counted, 0, at(1_000_000))).toBe(at(1_000_000));
  expect(asked).toBeLessThan(10);
});

test('a schedule that never comes again has none', () => {
  expect(occurrenceToTakeUp(() => null, 0, at(60))).toBeNull();
});
