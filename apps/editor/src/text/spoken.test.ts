import { expect, test } from 'vitest';
import { spokenDuration } from './spoken.ts';

test.each([
  [0, '0 s'],
  [300, '300 ms'],
  [12_460, '12.5 s'],
  [60_000, '1 min'],
  [90_000, '1 min 30 s'],
  [-90_000, '1 min 30 s'],
  [2 * 3_600_000 + 90_000, '2 h 1 min'],
  [26 * 3_600_000, '1 d 2 h'],
])('%d ms is %s', (ms, said) => {
  expect(spokenDuration(ms)).toBe(said);
});
