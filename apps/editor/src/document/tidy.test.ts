import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Box } from './arrange.ts';
import { tidyPlaces } from './tidy.ts';

function box(id: number): Box {
  return { id, left: 40, top: 80, width: 248, height: 104 };
}

test('tiles stand in columns along the wires, from the corner where they stood', async () => {
  const places = await tidyPlaces(
    [box(1), box(2), box(3)],
    [
      { from: 1, to: 2, type: 'simple_edge' },
      { from: 2, to: 3, type: 'then_edge' },
      { from: 9, to: 1, type: 'simple_edge' },
    ],
  );
  expect([...places.values()]).toEqual([
    { x: 40, y: 80 },
    { x: 384, y: 80 },
    { x: 728, y: 80 },
  ]);
});

test('no tile covers another, and every wire leads to the right', async () => {
  const edges = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), {
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(edges, async (pairs) => {
      const forward = pairs
        .filter(([a, b]) => a < b)
        .map(([from, to]) => ({ from, to, type: 'simple_edge' as const }));
      const places = await tidyPlaces(
        Array.from({ length: 9 }, (_, index) => box(index + 1)),
        forward,
      );
      const list = [...places.values()];
      for (const [index, a] of list.entries()) {
        const covered = list
          .slice(index + 1)
          .some((b) => Math.abs(a.x - b.x) < 248 && Math.abs(a.y - b.y) < 104);
        expect(covered).toBe(false);
      }
      for (const { from, to } of forward) expect(places.get(to)?.x).toBeGreaterThan(places.get(from)?.x ?? 0);
    }),
    { numRuns: 40 },
  );
});
