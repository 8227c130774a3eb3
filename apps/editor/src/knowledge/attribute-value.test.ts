import { expect, test } from 'vitest';
import { showValue } from './attribute-value.ts';

test.each([
  ['speed', 42, '42 km/h'],
  ['heading', 90, '90°'],
  ['temperature_3', -4.5, '-4.5 °C'],
  ['output_status', 5, '5'],
  ['speeding', true, 'on'],
  ['driver', 'Ann', 'Ann'],
  ['driver', null, '–'],
  ['list', [1, { a: null }], '[1,{"a":null}]'],
  ['constructor', 1, '1'],
])('%s %j reads "%s"', (name, value, shown) => {
  expect(showValue(name, value)).toBe(shown);
});
