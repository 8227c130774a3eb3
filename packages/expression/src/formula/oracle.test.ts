import { Parser } from 'expr-eval';
import { describe, expect, test } from 'vitest';
import type { Value } from '../index.ts';
import { FormulaError, compileFormula } from '../index.ts';
import { scopeWith } from '../testing/scope.ts';

/** What both are asked about; `missing` is none of them. */
const ATTRIBUTES = {
  x: 2,
  y: 3,
  big: 1e300,
  yes: true,
  no: false,
  one: 1,
  zero: 0,
  name: 'van',
  list: [1, 2, 3],
};

type Row = readonly [expression: string, gives: Value];

/** Rows on which the grammar's own evaluator and ours agree. */
const SAME: readonly Row[] = [
  // Order and direction of operators
  ['2 + 3 * 4', 14],
  ['(2 + 3) * 4', 20],
  ['10 - 4 - 3', 3],
  ['24 / 4 / 2', 3],
  ['2 ^ 3 ^ 2', 512],
  ['(2 ^ 3) ^ 2', 64],
  ['-2 ^ 2', -4],
  ['(-2) ^ 2', 4],
  ['2 ^ -1', 0.5],
  ['2 * -x', -4],
  ['-x + -y', -5],
  ['- -x', 2],
  ['+x', 2],
  ['7 % 3', 1],
  ['-7 % 3', -1],
  ['7.5 % 2', 1.5],
  ['2 * 7 % 4', 2],
  ['x + y * 2 - 1', 7],
  ['x*(y+x)', 10],
  ['1 / 4', 0.25],
  // Literals
  ['0xA + 0b11', 13],
  ['1.5e2', 150],
  ['.5 + 5.', 5.5],
  ['1e-2', 0.01],
  ["'a\\tb'", 'a\tb'],
  ["'\\u0041'", 'A'],
  ['"it\'s"', "it's"],
  ['/* two */ x', 2],
  ['PI', Math.PI],
  ['E', Math.E],
  ['true', true],
  ['[1, x, 3]', [1, 2, 3]],
  // Comparison
  ['x < y', true],
  ['x > y', false],
  ['x <= 2', true],
  ['x >= 2.001', false],
  ['x == 2', true],
  ['x != 2', false],
  ['x + 1 == y', true],
  ["name == 'van'", true],
  ["name != 'VAN'", true],
  ["'abc' < 'abd'", true],
  ['yes == true', true],
  ['x in [1, 2]', true],
  ['x in [3]', false],
  ["name in ['car', 'van']", true],
  ['y in list', true],
  // Logic, both ways of every operand
  ['yes and yes', true],
  ['yes and no', false],
  ['no or yes', true],
  ['no or no', false],
  ['not yes', false],
  ['not no', true],
  ['not not yes', true],
  ['yes or no and no', true],
  ['(yes or no) and no', false],
  ['no and missing', false],
  ['yes or missing', true],
  ['x < y and y < 4', true],
  ['not (x > y)', true],
  // Choice
  ['yes ? 1 : 2', 1],
  ['no ? 1 : 2', 2],
  ['no ? 1 : yes ? 2 : 3', 2],
  ['x > 1 ? y : missing', 3],
  ['(yes ? 2 : 3) * 2', 4],
  // Functions
  ['abs(-3) + abs(3)', 6],
  ['ceil(2.1)', 3],
  ['floor(-2.1)', -3],
  ['round(2.5)', 3],
  ['trunc(-2.9)', -2],
  ['sign(-8)', -1],
  ['sqrt(16)', 4],
  ['cbrt(27)', 3],
  ['exp(0)', 1],
  ['ln(1)', 0],
  ['log(E)', 1],
  ['log10(1000)', 3],
  ['log2(8)', 3],
  ['sin(0) + cos(0)', 1],
  ['atan2(0, 1)', 0],
  ['hypot(3, 4)', 5],
  ['pow(2, 10)', 1024],
  ['min(3, 1, 2)', 1],
  ['max(3, 1, 2)', 3],
  ['roundTo(1.2345, 2)', 1.23],
  ["length('abcd')", 4],
  ['length(list)', 3],
];

const THROWS = 'throws';
const REFUSED = 'is refused';

/** Rows on which they differ on purpose: what ours gives, what the other gives, and why. */
const DIFFERENT: readonly (readonly [expression: string, ours: unknown, theirs: unknown, reason: string])[] =
  [
    ['missing + 1', null, THROWS, 'a missing attribute is no value, not a fault'],
    ['missing > 5', null, THROWS, 'a missing attribute is no value, not a fault'],
    ['missing and no', false, THROWS, 'the answer does not depend on the missing operand'],
    ['missing == null', true, THROWS, 'null asks for absence'],
    ['1 / 0', null, Infinity, 'an infinity is no value'],
    ['0 / 0', null, NaN, 'not a number is no value'],
    ['big * big', null, Infinity, 'an infinity is no value'],
    ['sqrt(-1)', null, NaN, 'not a number is no value'],
    ["x == '2'", null, false, 'kinds that do not compare have no answer'],
    ['yes == one', true, false, 'devices report switches as 1 and 0'],
    ["'a' + 'b'", 'ab', NaN, '+ joins texts'],
    ["'6' * 7", null, 42, 'nothing is converted'],
    ['yes + 1', null, 2, 'nothing is converted'],
    ['name > 5', null, false, 'kinds that do not compare have no answer'],
    ['name and yes', null, true, 'a text is no truth'],
    ['x and yes', null, true, 'of numbers only 1 and 0 are truths'],
    ["'' ? 1 : 2", null, 2, 'a text is no truth'],
    ['yes && no', false, THROWS, '&& is and'],
    ['yes || no', true, 'truefalse', '|| is or, never the joining of texts'],
    ['!yes', false, 1, '! is not, never the factorial'],
    ['x!', REFUSED, 2, 'there is no factorial'],
    ['x = 5', REFUSED, 5, 'nothing is assigned'],
    ['f(a) = a * 2', REFUSED, 'function', 'no functions are defined'],
    ['1; 2', REFUSED, 2, 'a formula is one expression'],
    ['list[0]', REFUSED, 1, 'a value has no members'],
    ['name.length', REFUSED, THROWS, 'a value has no members'],
    ['if(yes, 1, 2)', REFUSED, 1, 'there is one way to choose: c ? a : b'],
    ['random()', REFUSED, 'number', 'a formula gives the same for the same record'],
  ];

function ours(expression: string): unknown {
  try {
    return compileFormula(expression).evaluate(scopeWith(ATTRIBUTES));
  } catch (error) {
    if (error instanceof FormulaError) return REFUSED;
    throw error;
  }
}

type Variables = Parameters<Parser['evaluate']>[1];

/** Its typings leave out the booleans and lists that it takes. */
function isVariables(value: unknown): value is Variables {
  return typeof value === 'object';
}

function theirs(expression: string): unknown {
  const parser = new Parser();
  try {
    const variables: unknown = structuredClone(ATTRIBUTES);
    return isVariables(variables) ? parser.evaluate(expression, variables) : null;
  } catch {
    return THROWS;
  }
}

describe('formulas beside the evaluator of their grammar', () => {
  test.each(SAME)('%s is %j for both', (expression, gives) => {
    expect(ours(expression)).toEqual(gives);
    expect(theirs(expression)).toEqual(gives);
  });

  test.each(DIFFERENT)('%s is %j, there %s: %s', (expression, here, there) => {
    const other = theirs(expression);
    expect(ours(expression)).toEqual(here);
    expect(there === 'function' || there === 'number' ? typeof other : other).toEqual(there);
  });
});
