import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortRows } from './sort-rows.ts';

const itself = <Key>(key: Key): Key => key;

test('words are sorted with the numbers in them', () => {
  expect(sortRows(['Van 10', 'van 2', 'Alpha'], itself, false)).toEqual(['Alpha', 'van 2', 'Van 10']);
});

test('what is not known comes last, up and down', () => {
  expect(sortRows([null, 2, 1], itself, false)).toEqual([1, 2, null]);
  expect(sortRows([null, 1, 2], itself, true)).toEqual([2, 1, null]);
});

test('figures come by size, and rows that are equal keep their order', () => {
  const key = fc.option(fc.integer({ min: 0, max: 5 }));
  fc.assert(
    fc.property(fc.array(key), fc.boolean(), (keys, isDescending) => {
      const placed = keys.map((one, place): Placed => ({ key: one, place }));
      const sorted = sortRows(placed, (row) => row.key, isDescending);
      expect(new Set(sorted)).toEqual(new Set(placed));
      const pairs = sorted.slice(1).map((after, index) => ({ before: sorted[index], after }));
      expect(pairs.filter(({ before, after }) => !isInOrder(before, after, isDescending))).toEqual([]);
    }),
  );
});

interface Placed {
  readonly key: number | null;
  readonly place: number;
}

function isInOrder(before: Placed | undefined, after: Placed, isDescending: boolean): boolean {
  if (before === undefined) return false;
  if (before.key === after.key) return before.place < after.place;
  if (before.key === null || after.key === null) return after.key === null;
  return isDescending ? before.key > after.key : before.key < after.key;
}
