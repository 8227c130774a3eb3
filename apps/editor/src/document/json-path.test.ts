import { expect, test } from 'vitest';
import { pathText, valueAt, withValueAt } from './json-path.ts';

test('a value is replaced where it stands, and everything beside it is kept', () => {
  const data = { a: 1, list: [{ x: 1, y: 2 }, { x: 3 }], z: 0 };
  const next = withValueAt(data, ['list', 0, 'x'], 9);
  expect(next).toEqual({ a: 1, list: [{ x: 9, y: 2 }, { x: 3 }], z: 0 });
  expect(data.list[0]).toEqual({ x: 1, y: 2 });
  expect(Object.keys(next)).toEqual(['a', 'list', 'z']);
});

test('missing parents are made', () => {
  expect(withValueAt({}, ['select', 'labels'], ['van'])).toEqual({ select: { labels: ['van'] } });
});

test('undefined takes a key away', () => {
  expect(withValueAt({ a: 1, b: { c: 2, d: 3 } }, ['b', 'c'], undefined)).toEqual({ a: 1, b: { d: 3 } });
});

test('a path that leads nowhere has no value', () => {
  expect(valueAt({ a: [1] }, ['a', 5, 'b'])).toBeUndefined();
});

test('a path is written as problems write it', () => {
  expect(pathText(['actions', 0, 'number'])).toBe('actions[0].number');
});
