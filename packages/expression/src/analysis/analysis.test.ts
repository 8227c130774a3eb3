import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogicOperator, Node, Scalar } from '../formula/ast.ts';
import { compileNode } from '../formula/compile.ts';
import { readFormula } from '../formula/formula.ts';
import { truthOf } from '../formula/semantics.ts';
import type { Value } from '../index.ts';
import { checkFormula, findCoveredCases, relateConditions } from '../index.ts';
import { scopeWith } from '../testing/scope.ts';
import type { Outcome } from './ways.ts';
import { WayFinder } from './ways.ts';

const FIXED: readonly (readonly [formula: string, warning: string])[] = [
  ['speed > 80 and speed < 60', 'speed > 80 and speed < 60 can never be true'],
  ['speed > 80 and ignition and 60 >= speed', 'speed > 80 and 60 >= speed can never be true'],
  ['speed > 80 and not (speed > 60)', 'speed > 80 and not (speed > 60) can never be true'],
  ['speed > 80 and speed <= 80', 'speed > 80 and speed <= 80 can never be true'],
  ['speed == 80 and speed != 80', 'speed == 80 and speed != 80 can never be true'],
  ['speed > 50 * 1.6 and speed < 80', 'speed > 50 * 1.6 and speed < 80 can never be true'],
  ["model == 'car' and model == 'van'", "model == 'car' and model == 'van' can never be true"],
  [
    "model in ['car', 'van'] and model == 'bus'",
    "model in ['car', 'van'] and model == 'bus' can never be true",
  ],
  ["model == 'car' and model > 5", "model == 'car' and model > 5 can never be true"],
  ['ignition and not ignition', 'ignition and not ignition can never be true'],
  ['ignition and ignition == 0', 'ignition and ignition == 0 can never be true'],
  ['driver == null and driver == 5', 'driver == null and driver == 5 can never be true'],
  ['abs(x) > 5 and abs(x) < 3', 'abs(x) > 5 and abs(x) < 3 can never be true'],
  ['x > y and not (x > y)', 'x > y and not (x > y) can never be true'],
  ['model in []', 'model in [] can never be true'],
  [
    '(speed > 80 or speed < 10) and speed == 50',
    '(speed > 80 or speed < 10) and speed == 50 can never be true',
  ],
  ['ignition or speed > 80 and speed < 60', 'speed > 80 and speed < 60 can never be true'],
  ['speed > 80 or speed < 90', 'speed > 80 or speed < 90 is always true when it has a value'],
  ['speed != 80 or speed != 90', 'speed != 80 or speed != 90 is always true when it has a value'],
  ['driver == null or driver != null', 'driver == null or driver != null is always true when it has a value'],
  ['(x > 3 and x < 1) ? 5 : 6', 'x > 3 and x < 1 can never be true'],
];

const OPEN: readonly string[] = [
  'speed > 80 and speed < 90',
  'speed >= 80 and speed <= 80',
  'speed > 80 or speed < 60',
  'speed > 80 or speed == null',
  'ignition == true and ignition == 1',
  "model == 'car' or model == 'van'",
  'x > y and y > x',
  'now() > 5 and now() < 3000000000000',
  'true',
  '1 == 1',
  'speed > 80 and true',
  "value('speed', 0, 'all') > 80 and value('speed', 1, 'valid') < 60",
];

function warningsOf(formula: string): readonly string[] {
  return checkFormula(formula).map(({ message }) => message);
}

describe('conditions that cannot vary', () => {
  test.each(FIXED)('%s', (formula, warning) => {
    expect(warningsOf(formula)).toStrictEqual([warning]);
  });

  test.each(OPEN)('%s is not doubted', (formula) => {
    expect(warningsOf(formula)).toStrictEqual([]);
  });

  test('a condition with too many ways is not judged, and soon so', () => {
    const some = (from: number) => `(${[0, 1, 2, 3].map((step) => `x${from + step} > 1`).join(' or ')})`;
    const many = Array.from({ length: 40 }, (_, index) => some(index * 4)).join(' and ');
    expect(warningsOf(`${many} and x0 > 5 and x0 < 3`)).toStrictEqual([]);
  });
});

describe('two conditions', () => {
  test.each([
    ['speed > 80', 'speed > 70', 'implies'],
    ['speed > 80', 'speed > 90', 'implied'],
    ['speed > 80', '80 < speed', 'same'],
    ['speed > 80 and ignition', 'ignition == 1', 'implies'],
    ['not (speed > 80)', 'speed <= 80', 'same'],
    ['speed > 80', 'speed < 70', null],
    ['speed > 80', 'not ignition', null],
    ['speed > 80', 'true', null],
    ['speed > 80', 'speed > 3 and speed < 2', null],
    ['speed > 80', 'speed >', null],
  ])('%s to %s: %s', (first, second, relation) => {
    expect(relateConditions(first, second)).toBe(relation);
  });

  test.each([
    [['speed > 60', 'speed > 80'], [{ index: 1, by: 0 }]],
    [['speed > 80', 'speed > 60'], []],
    [['x > 5', 'x <= 5', "x != 'a'", 'x == 7'], [{ index: 3, by: 0 }]],
    [['x > 5', 'x < 3', 'x > 4 and x < 9 or x < 2', 'x > 6 or x < 1'], [{ index: 3, by: null }]],
    [['x > 5', 'x > 3 and x < 2'], []],
    [['x > 5', 'x >'], []],
  ])('of the cases %j never taken are %j', (conditions, covered) => {
    expect(findCoveredCases(conditions)).toStrictEqual(covered);
  });
});

const CONSTANTS: readonly Scalar[] = [0, 1, 5, 'a', 'b', true, false, null];
const NUMBERS: readonly Value[] = [-1, 0, 0.5, 1, 3, 5, 7];
const TEXTS: readonly Value[] = ['', 'a', 'aa', 'b', 'c'];
/** Every kind, each constant, and something between and beside any two. */
const VALUES: readonly Value[] = [...NUMBERS, ...TEXTS, true, false, null, [1], { a: 1 }];
const OUTCOMES: readonly Outcome[] = ['true', 'false', 'not_true', 'not_false'];

const CONSTANT = fc.constantFrom(...CONSTANTS).map((value): Node => ({
  kind: 'literal',
  value,
  text: typeof value === 'string' ? `'${value}'` : `${value}`,
  start: 0,
}));
const NAME = fc.constantFrom('a', 'b').map((name): Node => ({ kind: 'attribute', name, start: 0 }));
const COMPARISON = fc
  .tuple(fc.constantFrom('==', '!=', '<', '<=', '>', '>=' as const), NAME, CONSTANT, fc.boolean())
  .map(([operator, name, constant, flipped]): Node => ({
    kind: 'binary',
    operator,
    left: flipped ? constant : name,
    right: flipped ? name : constant,
    start: 0,
  }));
const MEMBERSHIP = fc.tuple(NAME, fc.array(CONSTANT, { maxLength: 3 })).map(([left, items]): Node => ({
  kind: 'binary',
  operator: 'in',
  left,
  right: { kind: 'list', items, start: 0 },
  start: 0,
}));

const { condition: CONDITION } = fc.letrec<{ condition: Node }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    COMPARISON,
    MEMBERSHIP,
    NAME,
    CONSTANT,
    tie('condition').map((operand): Node => ({ kind: 'unary', operator: 'not', operand, start: 0 })),
    fc
      .tuple(
        fc.constantFrom<LogicOperator>('and', 'or'),
        fc.array(tie('condition'), { minLength: 2, maxLength: 4 }),
      )
      .map(([operator, operands]): Node => ({ kind: 'logic', operator, operands, start: 0 })),
  ),
}));

function isOutcome(outcome: Outcome, truth: boolean | null): boolean {
  if (outcome === 'true' || outcome === 'false') return truth === (outcome === 'true');
  return truth !== (outcome === 'not_true');
}

function truthsOf(node: Node): ReadonlySet<boolean | null> {
  const evaluate = compileNode(node);
  return new Set(VALUES.flatMap((a) => VALUES.map((b) => truthOf(evaluate(scopeWith({ a, b }))))));
}

describe('random conditions', () => {
  test('have a way to an outcome exactly when some values lead to it', () => {
    fc.assert(
      fc.property(CONDITION, (node) => {
        const truths = [...truthsOf(node)];
        const reached = OUTCOMES.filter((outcome) => truths.some((truth) => isOutcome(outcome, truth)));
        const finder = new WayFinder();
        expect(OUTCOMES.filter((outcome) => finder.ways(node, outcome).length > 0)).toStrictEqual(reached);
      }),
      { numRuns: 500 },
    );
  });

  test('with terms that stand for more than one attribute are never told a falsehood', () => {
    const sources = [
      'a > b',
      'a < b',
      'a + b > 5',
      'a + b < 0',
      'not (a > b)',
      'a == b',
      'b > 3',
      'a',
      'abs(a) > 3',
    ];
    const chain = fc
      .tuple(
        fc.constantFrom(' and ', ' or '),
        fc.array(fc.constantFrom(...sources), { minLength: 2, maxLength: 5 }),
      )
      .map(([operator, parts]) => readFormula(parts.join(operator)));
    fc.assert(
      fc.property(chain, (node) => {
        const truths = [...truthsOf(node)];
        const finder = new WayFinder();
        const excluded = OUTCOMES.filter((outcome) => finder.ways(node, outcome).length === 0);
        expect(excluded.filter((outcome) => truths.some((truth) => isOutcome(outcome, truth)))).toStrictEqual(
          [],
        );
      }),
      { numRuns: 300 },
    );
  });
});
