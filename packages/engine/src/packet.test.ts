import { DEFAULT_TIMELINESS } from '@signalbox/flow';
import type { TimelinessLimits } from '@signalbox/flow';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sortPacket } from './packet.ts';
import { NOW, messageAt } from './testing/driver.ts';

const ROLLOVER = 1024 * 7 * 86_400_000;
const MINUTE = 60_000;

const CORRECTING = { ...DEFAULT_TIMELINESS, correctsWeekRollover: true };

/** The time that a record made at `time` goes by. */
function timeOf(time: number | null, now: number, limits: TimelinessLimits): number | null | undefined {
  return sortPacket([messageAt(time, {})], now, limits)[0]?.messageTime;
}

describe('a time 1024 weeks ago, of a device that is known for it,', () => {
  test.each([
    ['to the moment is now', -ROLLOVER, 0],
    ['and 5 min is 5 min ago', -ROLLOVER - 5 * MINUTE, -5 * MINUTE],
    ['and more is not touched', -ROLLOVER - 6 * MINUTE, -ROLLOVER - 6 * MINUTE],
    ['but 10 min is 10 min ahead', -ROLLOVER + 10 * MINUTE, 10 * MINUTE],
    ['but 11 min is not touched', -ROLLOVER + 11 * MINUTE, -ROLLOVER + 11 * MINUTE],
  ])('%s', (_, offset, expected) => {
    expect(timeOf(NOW + offset, NOW, CORRECTING)).toBe(NOW + expected);
  });

  test('is kept where it is a possible time', () => {
    const now = Date.UTC(2036, 0, 1);
    expect(timeOf(now - ROLLOVER, now, CORRECTING)).toBe(now - ROLLOVER);
  });

  test('that is missing stays missing', () => {
    expect(timeOf(null, NOW, CORRECTING)).toBeNull();
  });
});

test('a time 1024 weeks ago of any other device is not corrected', () => {
  expect(timeOf(NOW - ROLLOVER, NOW, DEFAULT_TIMELINESS)).toBe(NOW - ROLLOVER);
});

describe('a packet', () => {
  test('is sorted by corrected time, records without a time last', () => {
    const records = [
      messageAt(null, { n: 1 }),
      messageAt(NOW - ROLLOVER, { n: 2 }),
      messageAt(NOW - 1000, { n: 3 }),
    ];
    const sorted = sortPacket(records, NOW, CORRECTING);
    expect(sorted.map(({ messageTime, attributes }) => [messageTime, attributes['n']])).toEqual([
      [NOW - 1000, 3],
      [NOW, 2],
      [null, 1],
    ]);
  });

  test('keeps the order of records of one time and loses none', () => {
    const offsets = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 20 });
    fc.assert(
      fc.property(offsets, (seconds) => {
        const records = seconds.map((second, n) => messageAt(NOW - second * 1000, { n }));
        const sorted = sortPacket(records, NOW, DEFAULT_TIMELINESS);
        const key = ({ messageTime, attributes }: (typeof records)[number]) =>
          Number(messageTime) * 100 + Number(attributes['n']);
        expect(sorted.map(key)).toEqual(records.map(key).sort((a, b) => a - b));
      }),
    );
  });
});
