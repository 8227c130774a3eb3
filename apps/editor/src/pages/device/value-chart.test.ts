import type { AttributeSample } from '@signalbox/api';
import { expect, test } from 'vitest';
import { chartOf } from './value-chart.ts';

/** Samples a minute apart, given oldest first. */
function samples(...values: readonly AttributeSample['value'][]): AttributeSample[] {
  const list = values.map((value, index) => {
    const at = new Date(Date.UTC(2026, 2, 1, 8, index)).toISOString();
    return { value, message_time: at, server_time: at };
  });
  return list.toReversed();
}

test('numbers become a line from left to right, the highest on top', () => {
  expect(chartOf(samples(0, 50, 100))).toMatchObject({
    path: 'M0 180L400 90L800 0',
    least: 0,
    most: 100,
    latest: 100,
    from: '2026-03-01T08:00:00.000Z',
    to: '2026-03-01T08:02:00.000Z',
  });
});

test('switches go in steps', () => {
  expect(chartOf(samples(false, true, false))?.path).toBe('M0 180H400V0H800V180');
});

test('a value that is missing leaves a gap', () => {
  expect(chartOf(samples(0, 100, null, 0))?.path).toBe('M0 180L266.7 0M800 180');
});

test('a value that never changes is a line in the middle', () => {
  expect(chartOf(samples(7, 7))?.path).toBe('M0 90L800 90');
});

test.each([[[]], [[1]], [['a', 'b']], [[1, null]]])('%j are no line', (values) => {
  expect(chartOf(samples(...values))).toBeNull();
});
