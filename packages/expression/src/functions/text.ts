import type { Value } from '../scope.ts';
import { textOf } from '../text-of.ts';
import type { FunctionDefinition, FunctionExample, Parameter } from './definition.ts';
import { numberAt, textAt } from './definition.ts';

const TEXT: Parameter = { name: 'text', kind: 'text' };

/** Padding longer than this is a mistake, and would let a formula eat memory. */
const MAX_PADDED_LENGTH = 1000;

function test(
  name: string,
  summary: string,
  examples: readonly FunctionExample[],
  holds: (text: string, part: string) => boolean,
): FunctionDefinition {
  return {
    name,
    group: 'text',
    parameters: [TEXT, { name: 'part', kind: 'text' }],
    gives: 'boolean',
    summary,
    examples,
    apply: (args) => holds(textAt(args, 0), textAt(args, 1)),
  };
}

function padding(
  name: string,
  summary: string,
  examples: readonly FunctionExample[],
  pad: (text: string, length: number, fill: string) => string,
): FunctionDefinition {
  return {
    name,
    group: 'text',
    parameters: [
      { name: 'value', kind: 'any' },
      { name: 'length', kind: 'number' },
      { name: 'fill', kind: 'text', optional: true },
    ],
    gives: 'text',
    summary,
    examples,
    apply: (args) => {
      const length = numberAt(args, 1);
      if (!Number.isInteger(length) || length < 0 || length > MAX_PADDED_LENGTH) return null;
      return pad(textOf(args[0] ?? null), length, textAt(args, 2, '0'));
    },
  };
}

function lengthOf(value: Value | undefined): number | null {
  if (typeof value === 'string') return value.length;
  return Array.isArray(value) ? value.length : null;
}

export const TEXT_FUNCTIONS: readonly FunctionDefinition[] = [
  test(
    'contains',
    'Whether the part stands anywhere in the text',
    [
      { formula: "contains(model, 'van')", gives: true },
      { formula: "contains(model, 'VAN')", gives: false },
      { formula: "contains(missing, 'van')", gives: null },
    ],
    (text, part) => text.includes(part),
  ),
  test(
    'startsWith',
    'Whether the text begins with the part',
    [{ formula: "startsWith(model, 'van')", gives: true }],
    (text, part) => text.startsWith(part),
  ),
  test(
    'endsWith',
    'Whether the text ends with the part',
    [{ formula: "endsWith(model, '7')", gives: true }],
    (text, part) => text.endsWith(part),
  ),
  {
    name: 'length',
    group: 'text',
    parameters: [{ name: 'value', kind: 'any' }],
    gives: 'number',
    summary: 'Characters of a text, items of a list',
    examples: [
      { formula: 'length(model)', gives: 5 },
      { formula: 'length([1, 2])', gives: 2 },
      { formula: 'length(5)', gives: null },
    ],
    apply: (args) => lengthOf(args[0]),
  },
  {
    name: 'lower',
    group: 'text',
    parameters: [TEXT],
    gives: 'text',
    summary: 'The text in lower case',
    examples: [{ formula: "lower('Van')", gives: 'van' }],
    apply: (args) => textAt(args, 0).toLowerCase(),
  },
  {
    name: 'upper',
    group: 'text',
    parameters: [TEXT],
    gives: 'text',
    summary: 'The text in upper case',
    examples: [{ formula: "upper('Van')", gives: 'VAN' }],
    apply: (args) => textAt(args, 0).toUpperCase(),
  },
  padding(
    'leftPad',
    'The value as text, filled on the left up to a length; fill is 0 unless given',
    [
      { formula: 'leftPad(42, 5)', gives: '00042' },
      { formula: "leftPad('a', 3, '-')", gives: '--a' },
      { formula: 'leftPad(missing, 5)', gives: null },
    ],
    (text, length, fill) => text.padStart(length, fill),
  ),
  padding(
    'rightPad',
    'The value as text, filled on the right up to a length; fill is 0 unless given',
    [{ formula: 'rightPad(42, 5)', gives: '42000' }],
    (text, length, fill) => text.padEnd(length, fill),
  ),
  {
    name: 'join',
    group: 'text',
    parameters: [
      { name: 'separator', kind: 'any' },
      { name: 'value', kind: 'any', repeated: true },
    ],
    gives: 'text',
    summary: 'The values as one text; one without a value is empty text',
    takesMissing: true,
    examples: [
      { formula: "join('-', 'a', missing, 1)", gives: 'a--1' },
      { formula: "join('', model, '/', 90)", gives: 'van-7/90' },
    ],
    apply: ([separator, ...values]) => values.map(textOf).join(textOf(separator ?? null)),
  },
  {
    name: 'joinNonNull',
    group: 'text',
    parameters: [
      { name: 'separator', kind: 'any' },
      { name: 'value', kind: 'any', repeated: true },
    ],
    gives: 'text',
    summary: 'The values as one text; those without a value are left out',
    takesMissing: true,
    examples: [
      { formula: "joinNonNull('-', 'a', missing, 1)", gives: 'a-1' },
      { formula: "joinNonNull('-', missing)", gives: '' },
    ],
    apply: ([separator, ...values]) =>
      values
        .filter((value) => value !== null)
        .map(textOf)
        .join(textOf(separator ?? null)),
  },
];
