import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { selfMeeting } from './self-meeting.ts';

type Position = readonly [number, number];

function polygon(...rings: readonly (readonly Position[])[]) {
  return { type: 'Polygon' as const, coordinates: rings.map((ring) => ring.concat(ring.slice(0, 1))) };
}

/** Corners in the order in which they are written: `0,0 2,0 2,2`. */
function ring(corners: string): readonly Position[] {
  return corners.split(' ').map((corner) => {
    const [x = Number.NaN, y = Number.NaN] = corner.split(',').map(Number);
    return [x, y];
  });
}

function circle(count: number): readonly Position[] {
  return Array.from({ length: count }, (_, n) => [Math.cos(n / count), Math.sin(n / count)]);
}

const SQUARE = ring('0,0 4,0 4,4 0,4');

test.each([
  ['a circle', { type: 'circle' as const, center: [0, 0] as const, radius_m: 1 }],
  ['a square', polygon(SQUARE)],
  ['a square with a hole', polygon(SQUARE, ring('1,1 2,1 2,2'))],
  ['a ring with a corner that was set twice', polygon(ring('0,0 2,0 2,0 2,2 0,2'))],
  ['an outline of more corners than anybody draws', polygon([...ring('0,0 2,2 2,0 0,2'), ...circle(1000)])],
])('%s does not meet itself, as far as it is looked at', (_, shape) => {
  expect(selfMeeting(shape)).toBeNull();
});

test.each([
  ['a bow', polygon(ring('0,0 2,2 2,0 0,2')), [1, 1]],
  ['a hole that crosses itself', polygon(SQUARE, ring('1,1 3,3 3,1 1,3')), [2, 2]],
  ['a hole that reaches over the rim', polygon(SQUARE, ring('2,2 6,2 6,3')), [4, 2.5]],
  ['a ring that touches itself in a corner', polygon(ring('0,0 1,1 0,2 2,2 1,1 2,0')), [1, 1]],
  ['a spike', polygon(ring('0,0 2,0 3,0 2,0 2,2')), [2, 0]],
])('%s meets itself, and it is said where', (_, shape, place) => {
  expect(selfMeeting(shape)).toEqual(place);
});

/** Compares all pairs of edges by where their lines meet. */
function crosses(corners: readonly Position[]): boolean {
  const edges = corners.map((from, index) => [from, corners[(index + 1) % corners.length] ?? from] as const);
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

test('no ring that crosses itself is missed', () => {
  const corner = fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -6, max: 6 }));
  const corners = fc.array(corner, { minLength: 3, maxLength: 9 }).filter(crosses);
  fc.assert(
    fc.property(corners, (found) => {
      expect(selfMeeting(polygon(found))).not.toBeNull();
    }),
    { numRuns: 500 },
  );
});
