import { expect, test } from 'vitest';
import { ATTEMPTS_WINDOW_MS, LoginAttempts } from './login-attempts.ts';

function attempts(limit: number) {
  let now = 0;
  const counter = new LoginAttempts(limit, () => now);
  return { counter, wait: (ms: number) => void (now += ms) };
}

test('an address has its attempts per window', () => {
  const { counter, wait } = attempts(2);
  expect([counter.begin('a'), counter.begin('a'), counter.begin('a')]).toEqual([true, true, false]);
  expect(counter.begin('b')).toBe(true);
  wait(ATTEMPTS_WINDOW_MS);
  expect(counter.begin('a')).toBe(true);
});

test('attempts are taken back and forgotten', () => {
  const { counter } = attempts(1);
  counter.begin('a');
  counter.takeBack('a');
  expect(counter.begin('a')).toBe(true);
  counter.forget('a');
  expect(counter.begin('a')).toBe(true);
  counter.takeBack('nobody');
});

test('no more than ten thousand are remembered, the oldest is forgotten', () => {
  const { counter } = attempts(1);
  counter.begin('first');
  for (let count = 0; count < 9999; count += 1) counter.begin(`other ${count}`);
  expect(counter.begin('first')).toBe(false);
  counter.begin('one more');
  expect(counter.begin('first')).toBe(true);
});
