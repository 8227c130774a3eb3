import { expect, test } from 'vitest';
import { nextTimes } from './next-times.ts';

const NOW = Date.parse('2026-03-06T12:00:00Z');

test('the next three times stand on the clocks of the zone', () => {
  const times = nextTimes('30 7 * * 1-5', 'Europe/Berlin', NOW);
  expect(times).toHaveLength(3);
  expect(times[0]).toMatch(/9.*30/);
});

test.each([
  ['a broken expression', '30 7', 'UTC'],
  ['a zone that does not exist', '30 7 * * *', 'Europe/Nowhere'],
])('there are none with %s', (_what, cron, zone) => {
  expect(nextTimes(cron, zone, NOW)).toEqual([]);
});
