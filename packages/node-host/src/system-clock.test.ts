import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from './system-clock.ts';

const NOON = Date.UTC(2026, 5, 1, 12);
const DAY_MS = 86_400_000;

beforeEach(() => void vi.useFakeTimers({ now: NOON }));
afterEach(() => void vi.useRealTimers());

test('calls back once when the time has come', () => {
  const rung: number[] = [];
  systemClock.wakeAt(NOON + 1000, () => rung.push(systemClock.now() - NOON));
  vi.advanceTimersByTime(999);
  expect(rung).toEqual([]);
  vi.advanceTimersByTime(DAY_MS);
  expect(rung).toEqual([1000]);
});

test('a time that has passed calls back at the next turn', () => {
  const rung: number[] = [];
  systemClock.wakeAt(NOON - DAY_MS, () => rung.push(systemClock.now() - NOON));
  expect(rung).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(rung).toEqual([1]);
});

test.each([24, 25, 60, 400])('waits %i days, longer than one timer can', (days) => {
  let rung = 0;
  systemClock.wakeAt(NOON + days * DAY_MS, () => (rung += 1));
  vi.advanceTimersByTime(days * DAY_MS - 1);
  expect(rung).toBe(0);
  vi.advanceTimersByTime(1);
  expect(rung).toBe(1);
});

test('a clock that is set back meanwhile does not wake early', () => {
  let rung = 0;
  systemClock.wakeAt(NOON + 1000, () => (rung += 1));
  vi.setSystemTime(NOON - 5000);
  vi.advanceTimersByTime(1000);
  expect(rung).toBe(0);
  vi.advanceTimersByTime(5000);
  expect(rung).toBe(1);
});

test.each([1, 60])('a wake-up in %i days that was cancelled never comes', (days) => {
  let rung = 0;
  const cancel = systemClock.wakeAt(NOON + days * DAY_MS, () => (rung += 1));
  vi.advanceTimersByTime(days * DAY_MS - 1);
  cancel();
  vi.advanceTimersByTime(100 * DAY_MS);
  expect(rung).toBe(0);
});
