import { describe, expect, test } from 'vitest';
import type { Value } from '../index.ts';
import { compileFormula } from '../index.ts';
import { scopeWith } from '../testing/scope.ts';

const SCOPE = scopeWith({
  speed: 90,
  zero: 0,
  one: 1,
  ignition: true,
  off: false,
  model: 'van',
  tags: ['a', 'b'],
  holes: ['a', null],
  payload: { x: 1 },
});

function evaluate(source: string): Value {
  return compileFormula(source).evaluate(SCOPE);
}

/** Kleene's tables: `u` is no value. */
const KLEENE: readonly (readonly [formula: string, gives: Value])[] = [
  ['true and true', true],
  ['true and false', false],
  ['true and missing', null],
  ['false and missing', false],
  ['missing and false', false],
  ['missing and true', null],
  ['missing and missing', null],
  ['true or missing', true],
  ['missing or true', true],
  ['false or missing', null],
  ['missing or false', null],
  ['false or false', false],
  ['not true', false],
  ['not false', true],
  ['not missing', null],
  ['missing and missing and false', false],
  ['false or missing or true', true],
];

const EQUALITY: readonly (readonly [formula: string, gives: Value])[] = [
  ['speed == 90', true],
  ['speed != 90', false],
  ["model == 'van'", true],
  ["model != 'VAN'", true],
  ['ignition == true', true],
  ['off == false', true],
  ['ignition == off', false],
  // Many devices report switches as 1 and 0.
  ['ignition == 1', true],
  ['ignition != 0', true],
  ['one == true', true],
  ['zero == true', false],
  ['speed == true', null],
  // Kinds that do not compare.
  ["speed == '90'", null],
  ["speed != '90'", null],
  ["ignition == 'true'", null],
  ['tags == tags', null],
  ['payload == 1', null],
  // No value.
  ['missing == 5', null],
  ['missing != 5', null],
  ['missing == missing', null],
  // The literal null asks for absence and always has an answer.
  ['missing == null', true],
  ['missing != null', false],
  ['null == speed', false],
  ['null != speed', true],
  ['null == null', true],
  ['(missing + 1) == null', true],
  ['(speed > 80) == null', false],
];

const ORDER: readonly (readonly [formula: string, gives: Value])[] = [
  ['speed > 80', true],
  ['speed >= 90', true],
  ['speed < 90', false],
  ['speed <= 90', true],
  ["model < 'zebra'", true],
  ["'22:15' >= '22:00'", true],
  ['speed > missing', null],
  ["speed > '80'", null],
  ['ignition > 0', null],
  ['tags < 5', null],
];

const ARITHMETIC: readonly (readonly [formula: string, gives: Value])[] = [
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['7 % 4', 3],
  ['2 ^ 3 ^ 2', 512],
  ['-2 ^ 2', -4],
  ['10 - 4 - 3', 3],
  ['+speed', 90],
  ['--speed', 90],
  ["'a' + 'b'", 'ab'],
  ['missing + 1', null],
  ['1 / 0', null],
  ['0 / 0', null],
  ['10 ^ 400', null],
  ['1e308 * 10', null],
  ["'text' + 123", null],
  ["'6' * 7", null],
  ['ignition + 1', null],
  ['-model', null],
  ['0x1F', 31],
  ['0b101', 5],
  ['1.5e2', 150],
  ['.5', 0.5],
];

const CHOICE: readonly (readonly [formula: string, gives: Value])[] = [
  ['ignition ? 1 : 2', 1],
  ['off ? 1 : 2', 2],
  ['missing ? 1 : 2', null],
  ['speed ? 1 : 2', null],
  ['one ? 1 : 2', 1],
  ['off ? 1 : zero ? 2 : 3', 3],
  ['ignition ? missing : 2', null],
  ['ignition?speed:zero', 90],
  ['coalesce(missing, 5) + 1', 6],
];

const MEMBERSHIP: readonly (readonly [formula: string, gives: Value])[] = [
  ["model in ['car', 'van']", true],
  ["model in ['car']", false],
  ['speed in [80, 90]', true],
  ["speed in ['90']", false],
  ['ignition in [1]', true],
  ['model in []', false],
  ['missing in [1]', null],
  ['speed in [missing]', null],
  ['speed in [missing, 90]', true],
  ["'a' in tags", true],
  ["'c' in tags", false],
  ["'c' in holes", null],
  ["'a' in 'abc'", null],
  ["not (model in ['car'])", true],
];

const SPELLINGS: readonly (readonly [formula: string, gives: Value])[] = [
  ['speed > 80 && ignition', true],
  ['off || ignition', true],
  ['!off', true],
  ['!(speed > 100)', true],
  ['off != ignition', true],
  ['speed > 80 /* fast */ and ignition', true],
  ['\n speed\n>\n80 ', true],
  ['util:checkBit(5, 0)', true],
  ['math:round(2.4)', 2],
  ['ignition ? util:bit(5, 0) : math:round(2.4)', 1],
  // util and math are attributes here, and the colon is the conditional's.
  ['off ? util:round(2.4)', 2],
  ['ignition ? math:round(2.4)', null],
  ['ignition?speed:zero', 90],
  ["'it\\'s' == \"it's\"", true],
  ['"\\u0041\\n" == \'A\n\'', true],
  ["'a\\\\' == 'a\\\\'", true],
  ['PI > 3 and E > 2', true],
];

describe.each([
  ['three-valued logic', KLEENE],
  ['equality', EQUALITY],
  ['order', ORDER],
  ['arithmetic', ARITHMETIC],
  ['choice', CHOICE],
  ['membership', MEMBERSHIP],
  ['spelling', SPELLINGS],
])('%s', (_name, rows) => {
  test.each(rows)('%j gives %j', (formula, gives) => {
    expect(evaluate(formula)).toStrictEqual(gives);
  });
});

describe('evaluation', () => {
  test('stops at the operand that decides', () => {
    const asked: string[] = [];
    const scope = {
      ...SCOPE,
      attribute: (name: string) => {
        asked.push(name);
        return name === 'yes';
      },
    };
    compileFormula('no and speed').evaluate(scope);
    compileFormula('yes or speed').evaluate(scope);
    compileFormula('yes ? no : speed').evaluate(scope);
    expect(asked).toStrictEqual(['no', 'yes', 'yes', 'no']);
  });

  test('names the attributes that a formula reads, each once', () => {
    const { attributes } = compileFormula("speed > 1 and value('rpm', 1) > speed and inGeofence(7)");
    expect(attributes).toStrictEqual(['speed', 'rpm', 'latitude', 'longitude']);
  });

  test('takes an attribute that is named like a function', () => {
    expect(compileFormula('distance > 1').attributes).toStrictEqual(['distance']);
  });
});

describe('explanation', () => {
  test('gives every sub-expression with its value', () => {
    expect(compileFormula('speed > 80 and (gear == 5 or !ignition)').explain(SCOPE)).toStrictEqual({
      text: 'speed > 80 and (gear == 5 or not ignition)',
      value: null,
      children: [
        {
          text: 'speed > 80',
          value: true,
          children: [
            { text: 'speed', value: 90, children: [] },
            { text: '80', value: 80, children: [] },
          ],
        },
        {
          text: 'gear == 5 or not ignition',
          value: null,
          children: [
            {
              text: 'gear == 5',
              value: null,
              children: [
                { text: 'gear', value: null, children: [] },
                { text: '5', value: 5, children: [] },
              ],
            },
            {
              text: 'not ignition',
              value: false,
              children: [{ text: 'ignition', value: true, children: [] }],
            },
          ],
        },
      ],
    });
  });

  test.each([
    ['(a + b) * c', '(a + b) * c'],
    ['((a)) + ((b * c))', 'a + b * c'],
    ['a - (b - c)', 'a - (b - c)'],
    ['(a ^ b) ^ c', '(a ^ b) ^ c'],
    ['a ^ (b ^ c)', 'a ^ b ^ c'],
    ['(-a) ^ 2', '(-a) ^ 2'],
    ['-(a ^ 2)', '-a ^ 2'],
    // The grammar reads `not (a + b) ^ 2` as `(not (a + b)) ^ 2`.
    ['not ((a + b) ^ 2)', 'not ((a + b) ^ 2)'],
    ['not (a + b) ^ 2', '(not (a + b)) ^ 2'],
    ['not not a', 'not not a'],
    ['a or b and c', 'a or b and c'],
    ['(a or b) and c', '(a or b) and c'],
    ['(a ? b : c) ? d : (e ? f : g)', '(a ? b : c) ? d : e ? f : g'],
    ["util:hex( 5 ,1 ) in [ 'x','y' ]", "hex(5, 1) in ['x', 'y']"],
  ])('writes %s as %s', (source, text) => {
    expect(compileFormula(source).explain(SCOPE).text).toBe(text);
  });

  test('shows literals as they were written', () => {
    expect(compileFormula('0xFF').explain(SCOPE)).toStrictEqual({ text: '0xFF', value: 255, children: [] });
  });
});
