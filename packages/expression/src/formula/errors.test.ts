import { describe, expect, test } from 'vitest';
import { checkFormula, compileFormula, FormulaError } from '../index.ts';
import { scopeWith } from '../testing/scope.ts';

function errorOf(source: string): FormulaError {
  try {
    compileFormula(source);
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
  throw new Error(`${source} compiles`);
}

describe('FormulaError', () => {
  test.each([
    ['', '1:1', 'The formula is empty'],
    ['speed >', '1:8', 'The formula ends where a value is expected'],
    ['speed > > 5', '1:9', 'A value is missing before >'],
    ['(speed', '1:1', '( is not closed'],
    ['speed)', '1:6', ') closes nothing'],
    ['[speed)', '1:7', ') closes nothing: ] is expected'],
    ['1 2', '1:3', 'An operator is missing before 2'],
    ['max(1 2)', '1:7', 'An operator is missing before 2'],
    ['max(1,)', '1:7', 'A value is missing before )'],
    ['max(,1)', '1:5', 'A value is missing before the comma'],
    ['1, 2', '1:2', 'A comma stands outside a call or list'],
    ['()', '1:2', 'A value is missing before )'],
    ['a ? b', '1:6', 'A conditional needs both ways: condition ? a : b'],
    ['(a ? b)', '1:7', 'A conditional needs both ways: condition ? a : b'],
    ['a : b', '1:3', ': has no ? before it'],
    ['a not in [1]', '1:3', 'An operator is missing before not'],
    ["'open", '1:1', 'A text is not closed: its second quote is missing'],
    ['x /* open', '1:3', 'A comment is not closed: */ is missing'],
    ["'\\x'", '1:1', 'Unknown escape \\x in a text; write \\\\ for a backslash'],
    ['speed # 5', '1:7', 'Unknown character #'],
    ['12abc', '1:3', 'A letter follows the number 12; write the number alone'],
    ['42L', '1:3', 'A letter follows the number 42; write the number alone'],
    ['speed = 5', '1:7', '= is not an operator of formulas: nothing can be assigned; to compare, write =='],
    ['speed; 5', '1:6', '; is not an operator of formulas: a formula is one expression'],
    ['a & b', '1:3', '& is not an operator of formulas: write and, or checkBit(x, bit) for single bits'],
    ['a | b', '1:3', '| is not an operator of formulas: write or, or checkBit(x, bit) for single bits'],
    ['a ?? b', '1:3', '?? is not an operator of formulas: write coalesce(x, default)'],
    ['a ?: b', '1:3', '?: is not an operator of formulas: write coalesce(x, default)'],
    ['a =~ b', '1:3', "=~ is not an operator of formulas: write x in ['a', 'b']"],
    ['a === b', '1:3', '=== is not an operator of formulas: write =='],
    ['a[0]', '1:2', "A value has no [index]; write value('name', index, 'valid')"],
    ['f(x) = 1', '1:6', '= is not an operator of formulas: nothing can be assigned; to compare, write =='],
    ['max(1)(2)', '1:7', 'An operator is missing before ('],
    ['5!', '1:2', 'An operator is missing before not'],
    ['now(1)', '1:1', 'now() takes 0 arguments, not 1'],
    ['checkBit(1)', '1:1', 'checkBit(n, bit) takes 2 arguments, not 1'],
    ['value()', '1:1', 'value(name, [index], [mode]) takes 1 to 3 arguments, not 0'],
    ['max()', '1:1', 'max(x, …) takes 1 or more arguments, not 0'],
    ["value('x', 12)", '1:12', 'value: index is a whole number from 0 to 11, not 12'],
    ["value('x', 0, 'last')", '1:15', "value: mode is 'all' or 'valid', not 'last'"],
    [
      "hour(now(), 'Mars')",
      '1:13',
      "hour: zone is the name of a time zone such as 'Europe/Berlin', not 'Mars'",
    ],
    ["abs('5')", '1:5', "abs: x is a number, not '5'"],
    ['contains(x, 5)', '1:13', 'contains: part is a text, not 5'],
  ])('for %j says where (%s) and what', (source, place, message) => {
    const error = errorOf(source);
    expect(`${error.line}:${error.column}`).toBe(place);
    expect(error.message).toBe(message);
  });

  test.each([
    ['rond(speed)', 'round'],
    ['speed AND ignition', 'and'],
    ['speed gt 5', '>'],
    ['enterGeofance(1)', 'enterGeofence'],
    ['util:chekBit(1, 2)', 'checkBit'],
    ['value(speed, 1)', "'speed'"],
  ])('for %j suggests %s', (source, suggestion) => {
    expect(errorOf(source).suggestion).toBe(suggestion);
  });

  test('suggests nothing where nothing is near', () => {
    expect(errorOf('frobnicate(1)').suggestion).toBeUndefined();
  });

  test('counts lines', () => {
    const error = errorOf('speed > 5\n  and\n  rond(3)');
    expect([error.line, error.column]).toStrictEqual([3, 3]);
  });

  test('keeps its name', () => {
    expect(errorOf('').name).toBe('FormulaError');
  });
});

describe('checkFormula', () => {
  test('finds nothing in a sound formula', () => {
    expect(checkFormula('speed > 80 and ignition', ['speed', 'ignition'])).toStrictEqual([]);
  });

  test('gives all errors of a formula that parses', () => {
    const problems = checkFormula('rond(1) + maxx(2)');
    expect(problems.map(({ suggestion }) => suggestion)).toStrictEqual(['round', 'max']);
  });

  test('gives the syntax error of one that does not', () => {
    expect(checkFormula('1 +')).toStrictEqual([
      {
        severity: 'error',
        code: 'formula_unfinished',
        values: [],
        message: 'The formula ends where a value is expected',
        line: 1,
        column: 4,
      },
    ]);
  });

  test('warns of an attribute nobody knows and names the nearest', () => {
    expect(checkFormula('x > 1 and igntion', ['x', 'ignition'])).toStrictEqual([
      {
        severity: 'warning',
        code: 'attribute_unknown_near',
        values: ['igntion', 'ignition'],
        message: 'No attribute igntion is known; did you mean ignition?',
        line: 1,
        column: 11,
        suggestion: 'ignition',
      },
    ]);
  });

  test('doubts a name in quotes as well', () => {
    expect(checkFormula("value('sped', 1) > 1", ['speed'])[0]?.suggestion).toBe('speed');
  });

  test('doubts no name when none is known', () => {
    expect(checkFormula('anything')).toStrictEqual([]);
  });

  test.each([
    ['1 < 2 < 3', 'comparisons do not chain; write a < b and b < c'],
    ['not speed > 80', 'not binds to speed alone; write not (speed > 80)'],
    ["speed + 1 == 'x'", 'a number and a text do not compare'],
    ["speed - 'x' > 1", '- needs numbers'],
    ["1 + 'x'", 'only numbers, or only texts, can be added'],
    ["'a' < 5", 'a text and a number have no order'],
    ["model in 'van'", 'a list is expected after in'],
  ])('warns that %s never has a value', (source, reason) => {
    expect(
      checkFormula(source).map(({ severity, message }) => [severity, message.split(': ')[1]]),
    ).toStrictEqual([['warning', reason]]);
  });

  test.each([
    '1 == true',
    'x == null',
    "(a ? 1 : 'x') > 5",
    'value("a") + 1',
    "'a' + b + 'c'",
    '(a < b) == true',
  ])('does not warn of %s', (source) => {
    expect(checkFormula(source)).toStrictEqual([]);
  });
});

/** Repeated behind a letter, these are a name, or nothing. */
const NAMES = new Set(['0x', '1e', 'é', ' ', '\n']);

describe('attacks', () => {
  const scope = scopeWith({ x: 1 });

  test.each([
    '__proto__',
    'prototype',
    'constructor',
    'x + constructor',
    'constructor(1)',
    '__proto__(1)',
    "value('__proto__')",
    "genTime('constructor', 0)",
    'x.constructor',
    "x['constructor']",
    "''.constructor.constructor('return 1')()",
    'x.__proto__.polluted = 1',
    '__proto__.polluted = 1',
    'f(a) = a',
    'x = 5; x',
    'toString()',
    'hasOwnProperty(1)',
    'valueOf()',
    'map(f, [1])',
    'random()',
    'eval(1)',
    'Function(1)',
    'import(1)',
    '`x`',
    '${x}',
    'new Date()',
    'x => x',
    '_0(1)',
    "'\\u00'",
    '/* open',
    '\u0000',
    '\ud800',
    "value('\\u005f_proto__')",
    'speed ＞ 5',
    'speed > ５',
    'spe\u200bed > 5',
    '\u202espeed > 5',
    '\uff3f\uff3fproto\uff3f\uff3f',
    'speed “>” 5',
    'speed > 5\u037e x',
  ])('%j is refused with a place', (source) => {
    const { line, column } = errorOf(source);
    expect(line).toBeGreaterThanOrEqual(1);
    expect(column).toBeGreaterThanOrEqual(1);
  });

  test.each([
    'toString',
    'valueOf',
    'hasOwnProperty',
    '__defineGetter__',
    'globalThis',
    'process',
    '_0',
    '_1',
  ])('%s is an attribute without a value', (source) => {
    expect(compileFormula(source).evaluate(scope)).toBeNull();
  });

  test.each([
    ['4001 characters', 'x'.repeat(4001)],
    ['65 brackets', `${'('.repeat(65)}x${')'.repeat(65)}`],
    ['a thousand brackets', '('.repeat(1999)],
    ['4000 signs', `${'-'.repeat(3999)}x`],
    ['a long row of not', `${'not '.repeat(900)}x`],
    ['65 calls', `${'abs('.repeat(65)}x${')'.repeat(65)}`],
    ['a tower of powers', `${'2^'.repeat(1900)}2`],
    ['a tower of conditionals', `${'x?1:'.repeat(900)}1`],
    ['conditionals in conditionals', `${'x?'.repeat(900)}1${':1'.repeat(900)}`],
  ])('%s are refused', (_name, source) => {
    expect(() => compileFormula(source)).toThrow(/longer than|deeper than|too deeply/);
  });

  test('64 brackets and a chain of a thousand terms are fine', () => {
    expect(compileFormula(`${'('.repeat(63)}x${')'.repeat(63)}`).evaluate(scope)).toBe(1);
    expect(compileFormula(Array.from({ length: 1000 }, () => 'x').join('+')).evaluate(scope)).toBe(1000);
    expect(compileFormula(Array.from({ length: 600 }, () => 'x').join(' and ')).evaluate(scope)).toBe(true);
  });

  test.each([
    ['9'.repeat(4000)],
    ['1e999'],
    ['-1e999'],
    [`0x${'F'.repeat(3000)}`],
    [`0b${'1'.repeat(3000)}`],
    ['1e999 == 1e999'],
    ['[1e999] == 5'],
  ])('a number too large is refused: %.20s', (source) => {
    expect(errorOf(source).message).toMatch(/is too large$/);
  });

  test('letters that look alike are other letters', () => {
    expect(checkFormula('ѕpeed > 5', ['speed'])).toMatchObject([
      { severity: 'warning', message: 'No attribute ѕpeed is known; did you mean speed?' },
    ]);
    expect(checkFormula('ｓｐｅｅｄ > 5', ['speed'])).toMatchObject([{ severity: 'warning' }]);
  });

  test.each([
    '/*',
    '/**/',
    '/* ',
    '"\\',
    "'a",
    '0x',
    '1e',
    '1.',
    '.',
    ' ',
    '\n',
    'util:',
    'math:a(',
    'a:',
    'a?',
    '!',
    '=',
    '&',
    '[',
    ',',
    'é',
    '\ud83d\ude00',
  ])(
    '4000 characters of %j are answered at once',
    (part) => {
      const source = part.repeat(4000 / part.length);
      for (const whole of [source, `x${source.slice(1)}`, `${source.slice(1)}x`]) {
        const errors = checkFormula(whole).filter(({ severity }) => severity === 'error');
        expect(errors.length).toBeGreaterThanOrEqual(NAMES.has(part) ? 0 : 1);
      }
    },
    1000,
  );

  test('leaves the prototypes as they are', () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    for (const source of ['__proto__.x = 1', 'constructor', "value('__proto__')"]) checkFormula(source);
    expect(Object.getOwnPropertyNames(Object.prototype)).toStrictEqual(before);
  });

  test('does not take a thousand times longer for a thousand quotes', () => {
    expect(() => compileFormula("'\\".repeat(2000))).toThrow(FormulaError);
  });
});
