import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { geofenceContains } from './geofence-shape.ts';
import { selfCrossing } from './self-crossing.ts';

type Position = readonly [number, number];

function polygon(...rings: readonly (readonly Position[])[]) {
  return { type: 'Polygon' as const, coordinates: rings.map((ring) => ring.concat(ring.slice(0, 1))) };
}

const SQUARE: readonly Position[] = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
];
const BOW: readonly Position[] = [
  [0, 0],
  [2, 2],
  [2, 0],
  [0, 2],
];

test.each([
  ['a circle', { type: 'circle' as const, center: [0, 0] as const, radius_m: 1 }],
  ['a square', polygon(SQUARE)],
  [
    'a ring that touches itself in a corner',
    polygon([
      [0, 0],
      [1, 1],
      [0, 2],
      [2, 2],
      [1, 1],
      [2, 0],
    ]),
  ],
  [
    'a corner that was set twice',
    polygon([
      [0, 0],
      [2, 0],
      [2, 0],
      [2, 2],
      [0, 2],
    ]),
  ],
  [
    'a spike',
    polygon([
      [0, 0],
      [2, 0],
      [3, 0],
      [2, 0],
      [2, 2],
    ]),
  ],
])('%s is an outline', (_, shape) => {
  expect(selfCrossing(shape)).toBeNull();
});

test.each([
  ['a bow', polygon(BOW), 0, [1, 2], [3, 4]],
  [
    'a last edge that leads back across',
    polygon([
      [0, 0],
      [4, 0],
      [4, 2],
      [2, -2],
    ]),
    0,
    [1, 2],
    [3, 4],
  ],
  ['a hole that crosses itself', polygon(SQUARE, BOW), 1, [1, 2], [3, 4]],
  [
    'an edge that leads back to the first corner',
    polygon([
      [0, 1],
      [3, 1],
      [3, 0],
      [1, 2],
      [1, 3],
      [2, 0],
    ]),
    0,
    [1, 2],
    [3, 4],
  ],
])('of %s the edges that cross are named', (_, shape, ring, one, other) => {
  const found = selfCrossing(shape);
  const edge = ([from, to]: readonly number[]) => ({ from, to });
  expect(found).toEqual({ kind: 'crossing', ring, edges: [edge(one), edge(other)] });
});

test('edges that miss each other by less than a computed side can tell do not cross', () => {
  const line = 12;
  const shape = polygon([
    [0, 0],
    [line, line],
    [24, 0],
    [line, line - Number.EPSILON * 4],
  ]);
  expect(selfCrossing(shape)).toBeNull();
});

/** Corners in the order of their directions from the middle: never crosses itself. */
const star = fc
  .uniqueArray(
    fc.record({ angle: fc.integer({ min: 0, max: 359 }), radius: fc.integer({ min: 1, max: 9 }) }),
    {
      minLength: 8,
      maxLength: 60,
      selector: ({ angle }) => angle,
    },
  )
  .map((corners) => corners.toSorted((a, b) => a.angle - b.angle))
  .filter((corners) => widestGap(corners.map(({ angle }) => angle)) < 180)
  .map((corners) =>
    corners.map(({ angle, radius }): Position => {
      const turn = (angle * Math.PI) / 180;
      return [radius * Math.cos(turn), radius * Math.sin(turn)];
    }),
  );

function widestGap(angles: readonly number[]): number {
  const [first = 0] = angles;
  return Math.max(...angles.map((angle, index) => (angles[index + 1] ?? first + 360) - angle));
}

test('a ring around a middle is an outline', () => {
  fc.assert(
    fc.property(star, (corners) => {
      expect(selfCrossing(polygon(corners))).toBeNull();
      expect(geofenceContains(polygon(corners))(0, 0)).toBe(true);
    }),
  );
});

/** Compares all pairs, by where the lines meet instead of by sides. */
function crossesSlowly(ring: readonly Position[]): boolean {
  const edges = ring.map((from, index) => [from, ring[(index + 1) % ring.length] ?? from] as const);
  return edges.some(([[ax, ay], [bx, by]], i) =>
    edges.slice(i + 1).some(([[cx, cy], [dx, dy]]) => {
      const across = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
      if (across === 0) return false;
      const along = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / across;
      const other = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / across;
      return along > 0 && along < 1 && other > 0 && other < 1;
    }),
  );
}

test('any ring is judged as by comparing all its edges with one another', () => {
  const corner = fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -6, max: 6 }));
  fc.assert(
    fc.property(fc.array(corner, { minLength: 3, maxLength: 9 }), (ring) => {
      expect(selfCrossing(polygon(ring)) !== null).toBe(crossesSlowly(ring));
    }),
    { numRuns: 500 },
  );
});

test('a ring with more edges side by side than can be compared is said to be too intricate', () => {
  const comb = Array.from({ length: 9000 }, (_, n): Position => [n % 2 === 0 ? 0 : 100, n / 1000]);
  expect(selfCrossing(polygon(comb))).toEqual({ kind: 'too_intricate' });
});
