import type { Value } from '../scope.ts';
import type { FunctionDefinition, FunctionExample, Parameter } from './definition.ts';
import { numberAt } from './definition.ts';

const X: Parameter = { name: 'x', kind: 'number' };

interface MathRow {
  readonly name: string;
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly examples: readonly FunctionExample[];
}

function unary(row: MathRow, operate: (x: number) => number): FunctionDefinition {
  return {
    ...row,
    group: 'math',
    parameters: [X],
    gives: 'number',
    apply: (args) => operate(numberAt(args, 0)),
  };
}

function binary(
  row: MathRow,
  names: readonly [string, string],
  operate: (a: number, b: number) => number,
): FunctionDefinition {
  return {
    ...row,
    group: 'math',
    parameters: names.map((name) => ({ name, kind: 'number' })),
    gives: 'number',
    apply: (args) => operate(numberAt(args, 0), numberAt(args, 1)),
  };
}

function isNumber(value: Value): value is number {
  return typeof value === 'number';
}

function variadic(row: MathRow, operate: (...numbers: number[]) => number): FunctionDefinition {
  return {
    ...row,
    group: 'math',
    parameters: [{ ...X, repeated: true }],
    gives: 'number',
    apply: (args) => operate(...args.filter(isNumber)),
  };
}

/** Halves away from zero, so that -2.5 and 2.5 round alike. */
function roundTo(x: number, digits: number): number {
  if (!Number.isInteger(digits) || Math.abs(digits) > 15) return Number.NaN;
  // Shifting by text keeps 1.005 from becoming 1.00499999999999989.
  const shifted = Math.round(Number(shiftExponent(Math.abs(x), digits)));
  return Math.sign(x) * Number(shiftExponent(shifted, -digits));
}

function shiftExponent(x: number, by: number): string {
  const [mantissa, exponent] = String(x).split('e');
  return `${mantissa}e${Number(exponent ?? 0) + by}`;
}

export const MATH_FUNCTIONS: readonly FunctionDefinition[] = [
  unary(
    { name: 'abs', summary: 'The number without its sign', examples: [{ formula: 'abs(-5)', gives: 5 }] },
    Math.abs,
  ),
  unary(
    {
      name: 'round',
      summary: 'The nearest whole number; halves go up',
      examples: [
        { formula: 'round(2.5)', gives: 3 },
        { formula: 'round(-2.5)', gives: -2 },
        { formula: 'math:round(90.4)', gives: 90 },
        { formula: 'round(missing)', gives: null },
      ],
    },
    Math.round,
  ),
  binary(
    {
      name: 'roundTo',
      summary: 'Rounded to that many decimal digits; halves go away from zero',
      examples: [
        { formula: 'roundTo(1.005, 2)', gives: 1.01 },
        { formula: 'roundTo(-1234.5, -2)', gives: -1200 },
        { formula: 'roundTo(1, 0.5)', gives: null },
      ],
    },
    ['x', 'digits'],
    roundTo,
  ),
  unary(
    {
      name: 'floor',
      summary: 'The next whole number below',
      examples: [{ formula: 'floor(-2.1)', gives: -3 }],
    },
    Math.floor,
  ),
  unary(
    { name: 'ceil', summary: 'The next whole number above', examples: [{ formula: 'ceil(2.1)', gives: 3 }] },
    Math.ceil,
  ),
  unary(
    {
      name: 'trunc',
      summary: 'The number without its fraction',
      examples: [{ formula: 'trunc(-2.9)', gives: -2 }],
    },
    Math.trunc,
  ),
  unary({ name: 'sign', summary: '-1, 0 or 1', examples: [{ formula: 'sign(-40)', gives: -1 }] }, Math.sign),
  variadic(
    { name: 'min', summary: 'The least of the numbers', examples: [{ formula: 'min(3, 1, 2)', gives: 1 }] },
    Math.min,
  ),
  variadic(
    {
      name: 'max',
      summary: 'The greatest of the numbers',
      examples: [
        { formula: 'max(3, 1, 2)', gives: 3 },
        { formula: 'max(3, missing)', gives: null },
      ],
    },
    Math.max,
  ),
  unary(
    {
      name: 'sqrt',
      summary: 'Square root; of a negative number no value',
      examples: [
        { formula: 'sqrt(16)', gives: 4 },
        { formula: 'sqrt(-1)', gives: null },
      ],
    },
    Math.sqrt,
  ),
  unary({ name: 'cbrt', summary: 'Cube root', examples: [{ formula: 'cbrt(27)', gives: 3 }] }, Math.cbrt),
  binary(
    {
      name: 'pow',
      summary: 'base to the power of exponent',
      examples: [{ formula: 'pow(2, 10)', gives: 1024 }],
    },
    ['base', 'exponent'],
    Math.pow,
  ),
  unary(
    { name: 'exp', summary: 'e to the power of x', examples: [{ formula: 'exp(0)', gives: 1 }] },
    Math.exp,
  ),
  unary(
    {
      name: 'log',
      summary: 'Natural logarithm',
      examples: [
        { formula: 'log(E)', gives: 1 },
        { formula: 'log(0)', gives: null },
      ],
    },
    Math.log,
  ),
  unary({ name: 'ln', summary: 'Natural logarithm', examples: [{ formula: 'ln(1)', gives: 0 }] }, Math.log),
  unary(
    { name: 'log10', summary: 'Logarithm to the base 10', examples: [{ formula: 'log10(1000)', gives: 3 }] },
    Math.log10,
  ),
  unary(
    { name: 'log2', summary: 'Logarithm to the base 2', examples: [{ formula: 'log2(8)', gives: 3 }] },
    Math.log2,
  ),
  unary({ name: 'sin', summary: 'Sine of radians', examples: [{ formula: 'sin(0)', gives: 0 }] }, Math.sin),
  unary({ name: 'cos', summary: 'Cosine of radians', examples: [{ formula: 'cos(0)', gives: 1 }] }, Math.cos),
  unary(
    { name: 'tan', summary: 'Tangent of radians', examples: [{ formula: 'tan(0)', gives: 0 }] },
    Math.tan,
  ),
  unary(
    { name: 'asin', summary: 'Arc sine, radians', examples: [{ formula: 'asin(0)', gives: 0 }] },
    Math.asin,
  ),
  unary(
    { name: 'acos', summary: 'Arc cosine, radians', examples: [{ formula: 'acos(1)', gives: 0 }] },
    Math.acos,
  ),
  unary(
    { name: 'atan', summary: 'Arc tangent, radians', examples: [{ formula: 'atan(0)', gives: 0 }] },
    Math.atan,
  ),
  binary(
    {
      name: 'atan2',
      summary: 'Angle of the point (x, y), radians',
      examples: [{ formula: 'atan2(0, 1)', gives: 0 }],
    },
    ['y', 'x'],
    Math.atan2,
  ),
  variadic(
    { name: 'hypot', summary: 'Length of a vector', examples: [{ formula: 'hypot(3, 4)', gives: 5 }] },
    Math.hypot,
  ),
];
