import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ROW_OPERATORS, ROW_UNITS, compileFormula, formulaOf, rowsOf } from '../index.ts';
import type { Row, RowGroup, RowItem, RowValue } from '../index.ts';
import { scopeOf, scopeWith } from '../testing/scope.ts';

function all(...items: readonly RowItem[]): RowGroup {
  return { kind: 'group', match: 'all', negated: false, items };
}

function any(...items: readonly RowItem[]): RowGroup {
  return { kind: 'group', match: 'any', negated: false, items };
}

function not(group: RowGroup): RowGroup {
  return { ...group, negated: true };
}

function above(attribute: string, value: number): Row {
  return { kind: 'compare', attribute, operator: '>', value: { type: 'number', value } };
}

const IGNITION: Row = { kind: 'state', attribute: 'ignition', operator: 'is_true' };
const SPEEDING = above('speed', 80);

const READ_BY_HAND: readonly (readonly [formula: string, rows: RowGroup])[] = [
  ['', all()],
  ['  ', all()],
  ['speed > 80', all(SPEEDING)],
  ['speed > 80 and ignition', all(SPEEDING, IGNITION)],
  ['speed > 80 && ignition == true', all(SPEEDING, IGNITION)],
  ['80 < speed', all(SPEEDING)],
  ['((speed) > (80)) and (ignition)', all(SPEEDING, IGNITION)],
  ['(speed > 80 and ignition) and rpm > 3000', all(SPEEDING, IGNITION, above('rpm', 3000))],
  ['speed > 80 or rpm > 3000 and ignition', any(SPEEDING, all(above('rpm', 3000), IGNITION))],
  ['(speed > 80 or rpm > 3000) and ignition', all(any(SPEEDING, above('rpm', 3000)), IGNITION)],
  ['!ignition', all({ kind: 'state', attribute: 'ignition', operator: 'is_false' })],
  ['ignition != true', all({ kind: 'state', attribute: 'ignition', operator: 'is_false' })],
  ['not (speed > 80)', not(all(SPEEDING))],
  ['not (speed > 80 or ignition)', not(any(SPEEDING, IGNITION))],
  ['not (not (speed > 80))', not(all(not(all(SPEEDING))))],
  ['null == driver', all({ kind: 'state', attribute: 'driver', operator: 'missing' })],
  ['driver != null', all({ kind: 'state', attribute: 'driver', operator: 'exists' })],
  [
    '10 <= temperature and temperature <= 20',
    all({
      kind: 'range',
      attribute: 'temperature',
      operator: 'between',
      low: { type: 'number', value: 10 },
      high: { type: 'number', value: 20 },
    }),
  ],
  [
    "not contains(driver, 'Ann')",
    all({ kind: 'text', attribute: 'driver', operator: 'not_contains', text: 'Ann' }),
  ],
  ['!inGeofence(7)', all({ kind: 'geofence', operator: 'outside', geofenceId: 7 })],
  [
    'speed > 50 * 1.609344',
    all({
      kind: 'compare',
      attribute: 'speed',
      operator: '>',
      value: { type: 'number', value: 50, unit: 'mph' },
    }),
  ],
  ['flags > 0xFF', all(above('flags', 255))],
];

const NOT_ROWS: readonly string[] = [
  'speed > limit',
  'speed * 2 > 80',
  '80 > 70',
  'speed > 50 * 1.7',
  'speed > PI',
  'ignition > true',
  'speed > 80 ? true : false',
  'coalesce(speed, 0) > 80',
  "value('speed', 0, 'valid') > 80",
  "value('speed') > 80",
  'inGeofence(7, 1)',
  'inGeofence(id)',
  'speed in [limit]',
  "'a' in tags",
  'not speed > 80',
  'speed >',
  'speed > 80 and max(a, b) > 1',
];

const WRITTEN: readonly (readonly [rows: RowGroup, formula: string])[] = [
  [all(), ''],
  [all(any(), SPEEDING, not(all())), 'speed > 80'],
  [all(SPEEDING, any(IGNITION, above('rpm', 3000))), 'speed > 80 and (ignition or rpm > 3000)'],
  [any(any(SPEEDING), all(IGNITION)), 'speed > 80 or ignition'],
  [all(above('door-1', 0)), "value('door-1', 0, 'valid') > 0"],
  [all(above('in', -5)), "value('in', 0, 'valid') > -5"],
  [
    all({ kind: 'state', attribute: 'speed', operator: 'changed' }),
    "value('speed', 0, 'all') != value('speed', 1, 'valid')",
  ],
  [
    all({
      kind: 'compare',
      attribute: 'temperature',
      operator: '<=',
      value: { type: 'number', value: -4, unit: 'fahrenheit' },
    }),
    'temperature <= (-4 - 32) / 1.8',
  ],
  [
    all({
      kind: 'list',
      attribute: 'driver',
      operator: 'not_in',
      values: [{ type: 'text', value: "O'Hara\n" }],
    }),
    "not (driver in ['O\\'Hara\\u000a'])",
  ],
];

describe('rows and formulas', () => {
  test.each(READ_BY_HAND)('%s shows as rows', (formula, rows) => {
    expect(rowsOf(formula)).toStrictEqual(rows);
  });

  test.each(NOT_ROWS)('%s does not show as rows', (formula) => {
    expect(rowsOf(formula)).toBeNull();
  });

  test.each(WRITTEN)('%j is written %s', (rows, formula) => {
    expect(formulaOf(rows)).toBe(formula);
  });

  test('numbers that no formula can write are refused', () => {
    expect(() => formulaOf(all(above('speed', Infinity)))).toThrow(RangeError);
  });
});

describe('units', () => {
  test.each([
    ['mph', 50, 80.4672],
    ['knot', 10, 18.52],
    ['metre_per_second', 10, 36],
    ['fahrenheit', 212, 100],
    ['mile', 10, 16.09344],
    ['foot', 100, 30.48],
    ['us_gallon', 10, 37.85411784],
    ['psi', 100, 689.4757],
    ['minute', 5, 300],
    ['hour', 2, 7200],
  ] as const)('%s: %d is %d for the attribute', (unit, value, converted) => {
    const rows = all({
      kind: 'compare',
      attribute: 'x',
      operator: '<',
      value: { type: 'number', value, unit },
    });
    const formula = compileFormula(formulaOf(rows));
    expect(formula.evaluate(scopeWith({ x: converted * 0.999_999 }))).toBe(true);
    expect(formula.evaluate(scopeWith({ x: converted * 1.000_001 }))).toBe(false);
  });

  test('each is written in a way of its own', () => {
    expect(new Set(ROW_UNITS.map(({ steps }) => JSON.stringify(steps))).size).toBe(ROW_UNITS.length);
  });
});

describe('changed', () => {
  const changed = compileFormula(formulaOf(all({ kind: 'state', attribute: 'x', operator: 'changed' })));

  test.each([
    [[2, 1], true],
    [[1, 1], false],
    [[2, null, 1], true],
    [[1, null, 1], false],
    // This message does not bring it, or nothing came before.
    [[null, 2, 1], null],
    [[1], null],
  ])('with the values %j, newest first, is %j', (values, expected) => {
    expect(changed.evaluate(scopeOf({ x: values }))).toBe(expected);
  });
});

const PLAIN = { noNullPrototype: true } as const;
const ATTRIBUTE = fc.oneof(
  fc.constantFrom('speed', 'ignition', 'door-1', 'not', 'größe', 'value', ''),
  fc.string(),
);
const NUMBER = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
const VALUE: fc.Arbitrary<RowValue> = fc.oneof(
  fc.string({ unit: 'binary' }).map((value): RowValue => ({ type: 'text', value })),
  NUMBER.map((value): RowValue => ({ type: 'number', value })),
  fc
    .record({ value: NUMBER, unit: fc.constantFrom(...ROW_UNITS.map(({ id }) => id)) }, PLAIN)
    .map(({ value, unit }): RowValue => ({ type: 'number', value, unit })),
);

const COMPARE = ROW_OPERATORS.flatMap((row) => (row.kind === 'compare' ? [row.operator] : []));
const LIST = ROW_OPERATORS.flatMap((row) => (row.kind === 'list' ? [row.operator] : []));
const TEXT = ROW_OPERATORS.flatMap((row) => (row.kind === 'text' ? [row.operator] : []));
const STATE = ROW_OPERATORS.flatMap((row) => (row.kind === 'state' ? [row.operator] : []));
const GEOFENCE = ROW_OPERATORS.flatMap((row) => (row.kind === 'geofence' ? [row.operator] : []));

const ROW: fc.Arbitrary<Row> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('compare'),
      attribute: ATTRIBUTE,
      operator: fc.constantFrom(...COMPARE),
      value: VALUE,
    },
    PLAIN,
  ),
  fc.record(
    {
      kind: fc.constant('range'),
      attribute: ATTRIBUTE,
      operator: fc.constant('between'),
      low: VALUE,
      high: VALUE,
    },
    PLAIN,
  ),
  fc.record(
    {
      kind: fc.constant('list'),
      attribute: ATTRIBUTE,
      operator: fc.constantFrom(...LIST),
      values: fc.array(VALUE, { maxLength: 4 }),
    },
    PLAIN,
  ),
  fc.record(
    {
      kind: fc.constant('text'),
      attribute: ATTRIBUTE,
      operator: fc.constantFrom(...TEXT),
      text: fc.string(),
    },
    PLAIN,
  ),
  fc.record({ kind: fc.constant('state'), attribute: ATTRIBUTE, operator: fc.constantFrom(...STATE) }, PLAIN),
  fc.record(
    {
      kind: fc.constant('geofence'),
      operator: fc.constantFrom(...GEOFENCE),
      geofenceId: fc.integer({ min: 1 }),
    },
    PLAIN,
  ),
);

const { group: ANY_GROUP } = fc.letrec<{ group: RowGroup }>((tie) => ({
  group: fc.record({
    kind: fc.constant('group'),
    match: fc.constantFrom('all', 'any'),
    negated: fc.boolean(),
    items: fc.array(fc.oneof({ maxDepth: 3 }, ROW, tie('group')), { maxLength: 4 }),
  }),
}));

const SIMPLE_ROW = ROW.filter(({ kind }) => kind !== 'range');

/** Groups as they are read back: kinds alternate, and what is nested has two items at least. */
function nested(match: 'all' | 'any', depth: number): fc.Arbitrary<RowGroup> {
  const inner =
    depth === 0 ? SIMPLE_ROW : fc.oneof(SIMPLE_ROW, nested(match === 'all' ? 'any' : 'all', depth - 1));
  return fc
    .record(
      {
        kind: fc.constant('group'),
        match: fc.constant(match),
        negated: fc.boolean(),
        items: fc.array(inner, { minLength: 2, maxLength: 4 }),
      },
      PLAIN,
    )
    .filter(({ items }) => !items.some((item, index) => isJoined(item, items[index + 1])));
}

function isJoined(from: RowItem, to: RowItem | undefined): boolean {
  return from.kind === 'compare' && from.operator === '>=' && to?.kind === 'compare' && to.operator === '<=';
}

describe('random groups', () => {
  test('are read back as they were written', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          nested('all', 2),
          nested('any', 2),
          ROW.map((row) => all(row)),
        ),
        (group) => {
          expect(rowsOf(formulaOf(group))).toStrictEqual(group);
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('of any shape are read back as rows that are written the same', () => {
    fc.assert(
      fc.property(ANY_GROUP, (group) => {
        const formula = formulaOf(group);
        const rows = rowsOf(formula);
        expect(rows === null ? null : formulaOf(rows)).toBe(formula.length > 4000 ? null : formula);
      }),
      { numRuns: 1500 },
    );
  });
});
