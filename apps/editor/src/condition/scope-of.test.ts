import { compileFormula } from '@signalbox/expression';
import { expect, test } from 'vitest';
import { scopeOf } from './scope-of.ts';

const AT = Date.parse('2026-03-01T10:00:00Z');

const scope = scopeOf({
  now: AT + 20_000,
  device: {
    attributes: { speed: 84, latitude: 52.5, longitude: 13.4, door: null },
    attribute_times: { speed: '2026-03-01T10:00:00Z', latitude: '2026-03-01T10:00:00Z' },
  },
  history: new Map([
    [
      'fuel',
      [
        { value: null, message_time: '2026-03-01T10:00:00Z', server_time: '2026-03-01T10:00:01Z' },
        { value: 40, message_time: '2026-03-01T09:59:00Z', server_time: '2026-03-01T09:59:01Z' },
      ],
    ],
  ]),
  geofences: [
    {
      id: 7,
      label: 'Yard',
      shape: { type: 'circle', center: [13.4, 52.5], radius_m: 100 },
      created_at: '2026-01-01T00:00:00Z',
    },
  ],
});

test.each([
  ['speed > 80', true],
  ['door', null],
  ['toString', null],
  ["now() - genTime('speed')", 20_000],
  ["value('fuel', 0, 'valid')", 40],
  ["value('fuel', 0, 'all')", null],
  ['inGeofence(7)', true],
  ['inGeofence(8)', null],
])('%s gives %s', (formula, value) => {
  expect(compileFormula(formula).evaluate(scope)).toBe(value);
});
