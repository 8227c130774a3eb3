import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignWith } from './alignment.ts';
import type { Rectangle } from './geometry.ts';

function box(left: number, top: number, width = 100, height = 50): Rectangle {
  return { left, top, right: left + width, bottom: top + height };
}

test.each<[string, Rectangle, Rectangle, { x: number | null; y: number | null }]>([
  ['left edges', box(4, 300), box(0, 0), { x: -4, y: null }],
  ['right edges of tiles that are not as wide', box(37, 300, 60), box(0, 0), { x: 3, y: null }],
  ['middles of tiles that are not as wide', box(22, 300, 60), box(0, 0), { x: -2, y: null }],
  ['top edges', box(300, 5), box(0, 0), { x: null, y: -5 }],
  ['bottom edges of tiles that are not as high', box(300, 28, 100, 20), box(0, 0), { x: null, y: 2 }],
  ['both axes at once', box(3, -3), box(0, 0), { x: -3, y: 3 }],
  ['nothing that is farther than the reach', box(7, 300), box(0, 0), { x: null, y: null }],
])('a tile lines up with %s', (_what, moving, other, by) => {
  expect(alignWith(moving, [other], 6).by).toEqual(by);
});

test('the nearest wins', () => {
  expect(alignWith(box(3, 300), [box(0, 0), box(4, 0)], 6).by.x).toBe(1);
});

test('the line goes through all that have it in common, and through the tile where it comes to stand', () => {
  const { lines } = alignWith(box(2, 302), [box(0, 0), box(0, 600), box(500, 300)], 6);
  expect(lines).toEqual([
    { axis: 'x', at: 0, from: 0, to: 650 },
    { axis: 'y', at: 300, from: 0, to: 600 },
  ]);
});

test('alone, a tile lines up with nothing', () => {
  expect(alignWith(box(0, 0), [], 6)).toEqual({ by: { x: null, y: null }, lines: [] });
});

const anyBox = fc
  .tuple(
    fc.integer({ min: -400, max: 400 }),
    fc.integer({ min: -400, max: 400 }),
    fc.integer({ min: 1, max: 80 }),
  )
  .map(([left, top, height]) => box(left, top, 100, height * 2));

test('it is never moved farther than the reach, and then an edge or a middle is the same', () => {
  fc.assert(
    fc.property(
      anyBox,
      fc.array(anyBox, { maxLength: 12 }),
      fc.integer({ min: 0, max: 12 }),
      (moving, others, reach) => {
        const { by, lines } = alignWith(moving, others, reach);
        expect(Math.abs(by.x ?? 0)).toBeLessThanOrEqual(reach);
        expect(Math.abs(by.y ?? 0)).toBeLessThanOrEqual(reach);
        expect(lines.map(({ axis }) => axis)).toEqual(
          (['x', 'y'] as const).filter((axis) => by[axis] !== null),
        );
        for (const { axis, at } of lines) {
          const marks = others.flatMap(({ left, right, top, bottom }) =>
            axis === 'x' ? [left, (left + right) / 2, right] : [top, (top + bottom) / 2, bottom],
          );
          expect(marks).toContain(at);
        }
      },
    ),
  );
});
