import { FakeClock } from '@signalbox/runtime/testing';
import { expect, test } from 'vitest';
import { HttpProblem } from '../http/problem.ts';
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

/** Turns that are given one by one. */
function turnsByHand() {
  const waiting: (() => void)[] = [];
  const queue = new SliceQueue({ soon: (callback) => void waiting.push(callback) });
  const give = async (): Promise<void> => {
    waiting.shift()?.();
    await new Promise(setImmediate);
  };
  return { clock: new FakeClock(0), queue, waiting, give };
}

const WAITED_FOR = new AbortController().signal;

test('others have their turn every few milliseconds', async () => {
  const clock = new FakeClock(0);
  const counted = counting(clock);
  const queue = new SliceQueue(counted);
  expect(await runInSlices(work(clock, 99), { clock, queue, signal: WAITED_FOR })).toBe('done');
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
  const run = (name: string) => runInSlices(noting(name), { clock, queue, signal: WAITED_FOR });
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
    signal: WAITED_FOR,
  });
  await expect(running).rejects.toMatchObject({ code: 'test_too_long' });
});

test('work that nobody waits for any more is given up at once, also between two of its slices', async () => {
  const { clock, give, queue, waiting } = turnsByHand();
  const caller = new AbortController();
  const running = runInSlices(work(clock, 100), { clock, queue, signal: caller.signal });
  await give();
  expect([clock.now(), waiting.length]).toEqual([5, 1]);
  caller.abort(new HttpProblem('caller_gone', 'Gone.'));
  await expect(running).rejects.toMatchObject({ code: 'caller_gone' });
  await give();
  expect([clock.now(), waiting.length]).toEqual([5, 0]);
});

test('work that nobody waits for from the first is not begun', async () => {
  const { clock, queue, waiting } = turnsByHand();
  const signal = AbortSignal.abort(new HttpProblem('caller_gone', 'Gone.'));
  await expect(runInSlices(work(clock, 1), { clock, queue, signal })).rejects.toThrow('Gone.');
  expect([clock.now(), waiting.length]).toEqual([0, 0]);
});

test('the place of work that is given up goes to the next', async () => {
  const { clock, give, queue } = turnsByHand();
  const caller = new AbortController();
  const gone = runInSlices(work(clock, 1), { clock, queue, signal: caller.signal });
  const next = runInSlices(work(clock, 1), { clock, queue, signal: WAITED_FOR });
  caller.abort(new HttpProblem('caller_gone', 'Gone.'));
  await expect(gone).rejects.toThrow('Gone.');
  await give();
  expect(await next).toBe('done');
});
