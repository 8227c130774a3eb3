import { FakeClock } from '@signalbox/runtime/testing';
import { expect, test } from 'vitest';
import { SliceQueue, TEST_LIMIT_MS, runInSlices } from './run-in-slices.ts';

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
    soon(callback: () => void): void {
      counted.turns += 1;
      clock.soon(callback);
    },
  };
  return counted;
}

test('others have their turn every few milliseconds', async () => {
  const clock = new FakeClock(0);
  const counted = counting(clock);
  const queue = new SliceQueue(counted);
  expect(await runInSlices(work(clock, 99), { clock, queue, isGone: () => false })).toBe('done');
  expect(counted.turns).toBe(20);
});

test('of several that work at once one has a slice per turn, in their order', async () => {
  const clock = new FakeClock(0);
  const slices: string[] = [];
  function* noting(name: string): Generator<undefined, void> {
    for (let piece = 0; piece < 3; piece += 1) {
      slices.push(name);
      clock.advance(5);
      yield;
    }
  }
  const waiting: (() => void)[] = [];
  const queue = new SliceQueue({ soon: (callback) => void waiting.push(callback) });
  const run = (name: string) => runInSlices(noting(name), { clock, queue, isGone: () => false });
  const running = Promise.all([run('one'), run('other')]);
  for (let turn = 1; turn <= 6; turn += 1) {
    await new Promise(setImmediate);
    expect(waiting).toHaveLength(1);
    waiting.pop()?.();
    await new Promise(setImmediate);
    expect(slices).toHaveLength(turn);
  }
  for (let last = waiting.pop(); last !== undefined; last = waiting.pop()) {
    last();
    await new Promise(setImmediate);
  }
  await running;
  expect(slices).toEqual(['one', 'other', 'one', 'other', 'one', 'other']);
});

test('work that takes too long is given up', async () => {
  const clock = new FakeClock(0);
  const running = runInSlices(work(clock, TEST_LIMIT_MS + 10), {
    clock,
    queue: new SliceQueue(clock),
    isGone: () => false,
  });
  await expect(running).rejects.toMatchObject({ code: 'test_too_long' });
});

test('work that nobody waits for is given up', async () => {
  const clock = new FakeClock(0);
  const running = runInSlices(work(clock, 100), {
    clock,
    queue: new SliceQueue(clock),
    isGone: () => clock.now() >= 50,
  });
  await expect(running).rejects.toMatchObject({ code: 'test_too_long' });
  expect(clock.now()).toBe(50);
});
