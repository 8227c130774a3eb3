import { FakeClock } from '@signalbox/runtime/testing';
import { expect, test } from 'vitest';
import { TEST_LIMIT_MS, runInSlices } from './run-in-slices.ts';

/** Work of so many pieces that take a millisecond each. */
function* work(clock: FakeClock, pieces: number): Generator<undefined, string> {
  for (let piece = 0; piece < pieces; piece += 1) {
    clock.advance(1);
    yield;
  }
  return 'done';
}

/** Counts how often others have their turn. */
function counting(clock: FakeClock) {
  const counted = {
    turns: 0,
    clock: { now: () => clock.now(), soon: (callback: () => void) => take(callback) },
  };
  const take = (callback: () => void): void => {
    counted.turns += 1;
    clock.soon(callback);
  };
  return counted;
}

test('others have their turn every few milliseconds', async () => {
  const clock = new FakeClock(0);
  const counted = counting(clock);
  expect(await runInSlices(work(clock, 100), { clock: counted.clock, isGone: () => false })).toBe('done');
  expect(counted.turns).toBe(20);
});

test('work that takes too long is given up', async () => {
  const clock = new FakeClock(0);
  const running = runInSlices(work(clock, TEST_LIMIT_MS + 10), { clock, isGone: () => false });
  await expect(running).rejects.toMatchObject({ code: 'test_too_long' });
});

test('work that nobody waits for is given up', async () => {
  const clock = new FakeClock(0);
  const running = runInSlices(work(clock, 100), { clock, isGone: () => clock.now() >= 50 });
  await expect(running).rejects.toMatchObject({ code: 'test_too_long' });
  expect(clock.now()).toBe(50);
});
