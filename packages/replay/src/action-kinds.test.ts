import { expect, test } from 'vitest';
import { ActionKinds, MAX_COUNTED_KINDS } from './action-kinds.ts';

test('the most frequent kind comes first', () => {
  const kinds = new ActionKinds();
  for (const summary of ['a', 'b', 'c', 'b']) kinds.count(summary);
  expect(kinds.list()).toEqual([
    { summary: 'b', count: 2 },
    { summary: 'a', count: 1 },
    { summary: 'c', count: 1 },
  ]);
});

test('kinds beyond those that are kept take no place, and those that are kept go on being counted', () => {
  const kinds = new ActionKinds();
  for (let kind = 0; kind < MAX_COUNTED_KINDS + 5; kind += 1) kinds.count(String(kind));
  kinds.count('0');
  expect(kinds.list()).toHaveLength(MAX_COUNTED_KINDS);
  expect(kinds.list()[0]).toEqual({ summary: '0', count: 2 });
});
