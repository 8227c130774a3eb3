import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const NAMES = ['speed', 'ignition', 'fuel_level', 'x', 'battery_voltage'];

test.each([
  ['sped', 'speed'],
  ['spede', 'speed'],
  ['Speed', 'speed'],
  ['fuel_lvel', 'fuel_level'],
  ['batery_voltag', 'battery_voltage'],
  ['igntion', 'ignition'],
])('the name nearest to %s is %s', (word, name) => {
  expect(nearest(word, NAMES)).toBe(name);
});

test.each(['temperature', 'abcde', ''])('no name is near to %j', (word) => {
  expect(
    nearest(
      word,
      NAMES.filter((name) => name !== 'x'),
    ),
  ).toBeUndefined();
});
