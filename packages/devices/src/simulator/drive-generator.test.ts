import { expect, test } from 'vitest';
import { generateDrive, type Route } from './drive-generator.ts';

const route: Route = {
  name: 'round trip',
  start: { latitude: 48.1, longitude: 11.5 },
  legs: [
    { heading: 0, metres: 800, speedKmh: 50, stopS: 20 },
    { heading: 90, metres: 3000, speedKmh: 95 },
    { heading: 180, metres: 800, speedKmh: 30, stopS: 5 },
  ],
};

/** The same numbers every time. */
function sequence(): () => number {
  let seed = 7;
  return () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
}

test('a generated drive is the same for the same numbers', () => {
  expect(generateDrive(route, sequence())).toEqual(generateDrive(route, sequence()));
});

test('a generated drive keeps to what a van can do', () => {
  const { points } = generateDrive(route, sequence());
  const changes = points.slice(1).map((point, index) => point.speedKmh - (points[index]?.speedKmh ?? 0));
  expect(Math.max(...points.map(({ speedKmh }) => speedKmh))).toBeGreaterThan(90);
  expect(Math.max(...points.map(({ speedKmh }) => speedKmh))).toBeLessThan(100);
  expect(Math.max(...changes)).toBeLessThan(8);
  // The last metre before a stop is a step of its own, so it looks sharper than it is.
  expect(Math.min(...changes)).toBeGreaterThan(-20);
});

test('a generated drive stands where it stops', () => {
  const { points } = generateDrive(route, sequence());
  expect(points.filter(({ speedKmh }) => speedKmh === 0).length).toBeGreaterThanOrEqual(25);
  expect(points.at(-1)?.speedKmh).toBe(0);
});
