import { expect, test } from 'vitest';
import { BLANK_SHAPE, shapeOf, withCorner, withPress } from './shape-draft.ts';

test('a press places the circle, the next one moves it', () => {
  const draft = withPress(withPress(BLANK_SHAPE, [1, 2]), [13.40000004, 52.5]);
  expect(shapeOf(draft)).toEqual({ type: 'circle', center: [13.4, 52.5], radius_m: 200 });
});

test('presses make a polygon whose ring ends where it begins', () => {
  const blank = { ...BLANK_SHAPE, kind: 'polygon' as const };
  const draft = withPress(withPress(withPress(blank, [0, 0]), [1, 0]), [1, 1]);
  expect(shapeOf(draft)).toEqual({
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
    ],
  });
  expect(shapeOf(withCorner(draft, 1, null))).toHaveProperty('lacks');
});

test('a polygon that crosses itself is not whole, and it is said where', () => {
  const corners = [
    [0, 0],
    [2, 2],
    [2, 0],
    [0, 2],
  ] as const;
  expect(shapeOf({ ...BLANK_SHAPE, kind: 'polygon', corners })).toEqual({
    lacks: expect.stringContaining('at latitude 1, longitude 1'),
  });
});

test.each([
  ['no centre', BLANK_SHAPE],
  ['no radius', { ...BLANK_SHAPE, center: [1, 2] as const, radiusM: 0 }],
  ['a place that is not on Earth', { ...BLANK_SHAPE, center: [200, 2] as const }],
])('a circle with %s is not whole', (_what, draft) => {
  expect(shapeOf(draft)).toHaveProperty('lacks');
});
