import { DEFAULT_RETRY_POLICY } from '@signalbox/flow';
import { expect, test } from 'vitest';
import { pausesInWords } from './pauses.ts';

test.each([
  [{}, 'Pauses: up to 1 s, 2 s, 4 s, 8 s. Together at most 15 s; waiting for answers comes on top.'],
  [{ jitter: false, max_attempts: 2 }, 'Pauses: 1 s. Together 1 s; waiting for answers comes on top.'],
  [{ max_attempts: 1 }, 'Try once, not again.'],
  [
    { max_attempts: 9, first_delay_s: 40, jitter: false },
    'Pauses: 40 s, 1 min, 1 min, 1 min, 1 min, 1 min and so on. Together 7.7 min; waiting for answers comes on top.',
  ],
])('%j reads as it is kept', (change, words) => {
  expect(pausesInWords({ ...DEFAULT_RETRY_POLICY, ...change })).toBe(words);
});
