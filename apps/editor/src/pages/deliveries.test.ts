import { expect, test } from 'vitest';
import { whatOf } from './deliveries.ts';

const output = (number: number, value: boolean) => ({ number, value });

test.each([
  [{ outputs: [output(1, true)], led: null }, 'Switch output 1 on'],
  [{ outputs: [output(2, false)], led: null }, 'Switch output 2 off'],
  [
    { outputs: [output(1, true), output(2, false), output(3, true)], led: null },
    'Switch outputs 1, 3 on and 2 off',
  ],
  [{ outputs: [], led: true }, 'Switch the LED on'],
  [null, 'POST https://example.com/hook'],
])('%j is told as %s', (wants, words) => {
  expect(whatOf({ wants, summary: 'POST https://example.com/hook' })).toBe(words);
});
