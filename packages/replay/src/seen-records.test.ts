import { expect, test } from 'vitest';
import { SeenRecords } from './seen-records.ts';

test('a record is known the second time, another device or time or content is not', () => {
  const seen = new SeenRecords();
  expect(seen.add(1, 1000, 7)).toBe(false);
  expect(seen.add(1, 1000, 7)).toBe(true);
  expect([seen.add(2, 1000, 7), seen.add(1, 2000, 7), seen.add(1, 1000, 8)]).toEqual([false, false, false]);
});

test('the newest are remembered, the oldest forgotten', () => {
  const seen = new SeenRecords(10);
  for (let time = 0; time < 100; time += 1) seen.add(1, time, 7);
  expect(seen.add(1, 95, 7)).toBe(true);
  expect(seen.add(1, 5, 7)).toBe(false);
});
