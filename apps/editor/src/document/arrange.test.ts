import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALIGNMENTS, DIRECTIONS, align, distribute } from './arrange.ts';
import type { Box } from './arrange.ts';

const boxes: readonly Box[] = [
  { id: 1, left: 0, top: 0, width: 100, height: 50 },
  { id: 2, left: 130, top: 40, width: 100, height: 90 },
  { id: 3, left: 300, top: 500, width: 100, height: 50 },
];

const manyBoxes = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 50 }),
    left: fc.integer({ min: -900, max: 900 }),
    top: fc.integer({ min: -900, max: 900 }),
    width: fc.constant(248),
    height: fc.constantFrom(76, 104, 132),
  }),
  { minLength: 1, maxLength: 8, selector: ({ id }) => id },
);

describe('align', () => {
  test.each([
    { to: 'left' as const, x: [0, 0, 0], y: [0, 40, 500] },
    { to: 'centre' as const, x: [150, 150, 150], y: [0, 40, 500] },
    { to: 'right' as const, x: [300, 300, 300], y: [0, 40, 500] },
    { to: 'top' as const, x: [0, 130, 300], y: [0, 0, 0] },
    { to: 'middle' as const, x: [0, 130, 300], y: [250, 230, 250] },
    { to: 'bottom' as const, x: [0, 130, 300], y: [500, 460, 500] },
  ])('puts tiles on one line: $to', ({ to, x, y }) => {
    const places = [...align(boxes, to).values()];
    expect(places.map((place) => place.x)).toEqual(x);
    expect(places.map((place) => place.y)).toEqual(y);
  });

  test('done twice is done once', () => {
    fc.assert(
      fc.property(manyBoxes, fc.constantFrom(...ALIGNMENTS), (list, to) => {
        const once = align(list, to);
        const moved = list.map((box) => {
          const at = once.get(box.id);
          return { ...box, left: at?.x ?? box.left, top: at?.y ?? box.top };
        });
        expect(align(moved, to)).toEqual(once);
      }),
    );
  });
});

describe('distribute', () => {
  test('makes the gaps equal and leaves the outermost where they are', () => {
    expect(distribute(boxes, 'across')).toEqual(
      new Map([
        [1, { x: 0, y: 0 }],
        [2, { x: 150, y: 40 }],
        [3, { x: 300, y: 500 }],
      ]),
    );
    expect(distribute(boxes, 'down').get(2)).toEqual({ x: 130, y: 230 });
  });

  test('moves all tiles of three or more, and begins where they began', () => {
    fc.assert(
      fc.property(manyBoxes, fc.constantFrom(...DIRECTIONS), (list, direction) => {
        const places = distribute(list, direction);
        const along = direction === 'across' ? ('x' as const) : ('y' as const);
        const starts = [...places.values()].map((place) => place[along]);
        const before = list.map((box) => (along === 'x' ? box.left : box.top));
        expect(places.size).toBe(list.length < 3 ? 0 : list.length);
        expect(starts[0]).toBe(places.size === 0 ? undefined : Math.min(...before));
      }),
    );
  });
});
