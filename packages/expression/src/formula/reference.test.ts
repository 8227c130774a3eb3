import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Value } from '../index.ts';
import { compileFormula } from '../index.ts';
import { scopeWith } from '../testing/scope.ts';
import type { LogicOperator, Node, Scalar } from './ast.ts';
import { BINARY_OPERATORS, UNARY_OPERATORS } from './ast.ts';
import { compileNode } from './compile.ts';
import { parseFormula } from './parse.ts';
import { printNode } from './print.ts';

const SCOPE = scopeWith({ a: 5, b: 0, c: 1, yes: true, no: false, text: 'van', list: [1, 'van', null] });
const NAMES = ['a', 'b', 'c', 'yes', 'no', 'text', 'list', 'missing'];

const LITERALS: readonly Node[] = [
  ['0', 0],
  ['1', 1],
  ['5', 5],
  ['2.5', 2.5],
  ['1e300', 1e300],
  ['true', true],
  ['false', false],
  ['null', null],
  ["'van'", 'van'],
  ['"it\'s"', "it's"],
].map(([text, value]) => literal(String(text), value ?? null));

function literal(text: string, value: Scalar): Node {
  return { kind: 'literal', text, value, start: 0 };
}

/** The parser makes one node of a chain, so a chain never starts with one of its own kind. */
function chain(operator: LogicOperator, operands: readonly Node[]): Node {
  const [first, ...rest] = operands;
  const start =
    first?.kind === 'logic' && first.operator === operator ? first.operands : operands.slice(0, 1);
  return { kind: 'logic', operator, operands: [...start, ...rest], start: 0 };
}

const { node: ANY_NODE } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, depthSize: 'large' },
    fc.constantFrom(...LITERALS),
    fc.constantFrom(...NAMES).map((name): Node => ({ kind: 'attribute', name, start: 0 })),
    fc.array(tie('node'), { maxLength: 3 }).map((items): Node => ({ kind: 'list', items, start: 0 })),
    fc
      .array(tie('node'), { minLength: 1, maxLength: 3 })
      .map((args): Node => ({ kind: 'call', name: 'coalesce', args, start: 0 })),
    fc
      .tuple(fc.constantFrom(...UNARY_OPERATORS), tie('node'))
      .map(([operator, operand]): Node => ({ kind: 'unary', operator, operand, start: 0 })),
    fc
      .tuple(
        fc.constantFrom<LogicOperator>('and', 'or'),
        fc.array(tie('node'), { minLength: 2, maxLength: 4 }),
      )
      .map(([operator, operands]) => chain(operator, operands)),
    fc
      .tuple(fc.constantFrom(...BINARY_OPERATORS), tie('node'), tie('node'))
      .map(([operator, left, right]): Node => ({ kind: 'binary', operator, left, right, start: 0 })),
    fc
      .tuple(tie('node'), tie('node'), tie('node'))
      .map(([test, yes, no]): Node => ({ kind: 'conditional', test, yes, no, start: 0 })),
  ),
}));

function truth(value: Value): boolean | null {
  if (value === true || value === 1) return true;
  return value === false || value === 0 ? false : null;
}

function kleene(operator: LogicOperator, values: readonly Value[]): Value {
  const truths = new Set(values.map(truth));
  const decisive = operator === 'or';
  if (truths.has(decisive)) return decisive;
  return truths.has(null) ? null : !decisive;
}

function same(left: Value, right: Value): boolean | null {
  const kinds = [typeof left, typeof right].join(' ');
  if (['number number', 'string string', 'boolean boolean'].includes(kinds)) return left === right;
  if (!['number boolean', 'boolean number'].includes(kinds)) return null;
  return truth(left) === null || truth(right) === null ? null : truth(left) === truth(right);
}

function member(item: Value, list: Value): Value {
  if (item === null || !Array.isArray(list)) return null;
  if (list.some((other) => same(item, other) === true)) return true;
  return list.includes(null) ? null : false;
}

const ORDER = new Map<string, (a: number | string, b: number | string) => boolean>([
  ['<', (a, b) => a < b],
  ['<=', (a, b) => a <= b],
  ['>', (a, b) => a > b],
  ['>=', (a, b) => a >= b],
]);

const ARITHMETIC = new Map<string, (a: number, b: number) => number>([
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
  ['%', (a, b) => a % b],
  ['^', (a, b) => a ** b],
]);

function infix(operator: string, left: Value, right: Value): Value {
  if (operator === 'in') return member(left, right);
  if (operator === '==') return same(left, right);
  if (operator === '!=') return same(left, right) === null ? null : !same(left, right);
  if (typeof left === 'string' && typeof right === 'string') {
    return operator === '+' ? left + right : (ORDER.get(operator)?.(left, right) ?? null);
  }
  if (typeof left !== 'number' || typeof right !== 'number') return null;
  const number = ARITHMETIC.get(operator)?.(left, right);
  if (number === undefined) return ORDER.get(operator)?.(left, right) ?? null;
  return Number.isFinite(number) ? number : null;
}

function isNull(node: Node): boolean {
  return node.kind === 'literal' && node.text === 'null';
}

/** The rules once more, slow and straight from the reference page. */
function evaluate(node: Node): Value {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'attribute':
      return SCOPE.attribute(node.name);
    case 'list':
      return node.items.map(evaluate);
    case 'call':
      return node.args.map(evaluate).find((value) => value !== null) ?? null;
    case 'unary': {
      const value = evaluate(node.operand);
      if (node.operator === 'not') return truth(value) === null ? null : !truth(value);
      if (typeof value !== 'number') return null;
      return node.operator === '-' ? -value : value;
    }
    case 'logic':
      return kleene(node.operator, node.operands.map(evaluate));
    case 'binary': {
      const [left, right] = [evaluate(node.left), evaluate(node.right)];
      const asksAbsence = isNull(node.left) || isNull(node.right);
      if (asksAbsence && node.operator === '==') return left === null && right === null;
      if (asksAbsence && node.operator === '!=') return left !== null || right !== null;
      return infix(node.operator, left, right);
    }
    case 'conditional': {
      const decided = truth(evaluate(node.test));
      if (decided === null) return null;
      return evaluate(decided ? node.yes : node.no);
    }
  }
}

/** A tree without its places. */
function shape(node: Node): unknown {
  return JSON.parse(JSON.stringify(node, (key, value: unknown) => (key === 'start' ? 0 : value)));
}

/** The text without each pair of parentheses that is none of a call; texts inside have none. */
function withoutEach(text: string): readonly string[] {
  const open: number[] = [];
  return Array.from(text).flatMap((character, index) => {
    if (character === '(') open.push(index);
    const start = character === ')' ? open.pop() : undefined;
    if (start === undefined || /\w/.test(text[start - 1] ?? '')) return [];
    return [text.slice(0, start) + text.slice(start + 1, index) + text.slice(index + 1)];
  });
}

function readsAs(text: string, node: Node): boolean {
  try {
    return JSON.stringify(shape(parseFormula(text))) === JSON.stringify(shape(node));
  } catch {
    return false;
  }
}

/** 0 and -0 are one number to a formula's user. */
function plain(value: Value): string {
  return JSON.stringify(value);
}

const RUNS = { numRuns: 2000 };

describe('random formulas', () => {
  test('agree with the slow reference', () => {
    fc.assert(
      fc.property(ANY_NODE, (node) => {
        expect(plain(compileNode(node)(SCOPE))).toBe(plain(evaluate(node)));
      }),
      RUNS,
    );
  });

  test('parse to the tree that they were printed from', () => {
    fc.assert(
      fc.property(ANY_NODE, (node) => {
        expect(shape(parseFormula(printNode(node)))).toStrictEqual(shape(node));
      }),
      RUNS,
    );
  });

  test('are printed without a pair of parentheses that could be left out', () => {
    fc.assert(
      fc.property(ANY_NODE, (node) => {
        const text = printNode(node);
        expect(withoutEach(text).filter((shorter) => readsAs(shorter, node))).toStrictEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('are explained by the values that they have', () => {
    fc.assert(
      fc.property(ANY_NODE, (node) => {
        const formula = compileFormula(printNode(node));
        const explained = formula.explain(SCOPE);
        expect(plain(explained.value)).toBe(plain(formula.evaluate(SCOPE)));
        expect(explained.text).toBe(printNode(node));
      }),
      RUNS,
    );
  });

  test('never give NaN or an infinity', () => {
    fc.assert(
      fc.property(ANY_NODE, (node) => {
        const value = compileNode(node)(SCOPE);
        expect(typeof value === 'number' && !Number.isFinite(value)).toBe(false);
      }),
      RUNS,
    );
  });
});
