import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFormula, compileFormula, FORMULA_FUNCTIONS, FormulaError } from '../index.ts';
import type { Value } from '../index.ts';
import { FUNCTIONS_BY_NAME } from '../functions/table.ts';
import { isAccepted, parameterAt } from '../functions/definition.ts';
import { EXAMPLE_SCOPE } from '../testing/scope.ts';

const WORDS = [
  'speed',
  '5',
  "'a'",
  '(',
  ')',
  '[',
  ']',
  ',',
  '?',
  ':',
  'and',
  'or',
  'not',
  '-',
  '==',
  '<',
  'in',
];
const MORE_WORDS = ['max', 'value', 'null', 'true', '^', 'util:bit', '!', '&&', ' ', '__proto__', '\n'];

function compiles(source: string): boolean {
  try {
    compileFormula(source).evaluate(EXAMPLE_SCOPE);
    return true;
  } catch (error) {
    if (error instanceof FormulaError) return false;
    throw error;
  }
}

const ANY_SOURCE = fc.oneof(
  fc.string({ maxLength: 60, unit: 'binary' }),
  fc.array(fc.constantFrom(...WORDS, ...MORE_WORDS), { maxLength: 14 }).map((words) => words.join(' ')),
);

const ANY_VALUE: fc.Arbitrary<Value> = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.string(),
  fc.constantFrom('all', 'valid', 'UTC', 'FF', '0x10'),
  fc.boolean(),
  fc.array(fc.integer(), { maxLength: 2 }),
);

describe('any text', () => {
  test('compiles or is refused with a FormulaError, never otherwise', () => {
    fc.assert(
      fc.property(ANY_SOURCE, (source) => {
        expect([true, false]).toContain(compiles(source));
      }),
      { numRuns: 3000 },
    );
  });

  test('has an error in checkFormula exactly when it does not compile', () => {
    fc.assert(
      fc.property(ANY_SOURCE, (source) => {
        const errors = checkFormula(source).filter(({ severity }) => severity === 'error');
        expect(errors.length === 0).toBe(compiles(source));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('functions', () => {
  test.each(FORMULA_FUNCTIONS.map(({ name }) => name))(
    '%s takes any accepted arguments without throwing',
    (name) => {
      const definition = FUNCTIONS_BY_NAME.get(name);
      expect(definition).toBeDefined();
      if (definition === undefined) return;
      fc.assert(
        fc.property(fc.array(ANY_VALUE, { maxLength: 4 }), (args) => {
          const accepted = args.filter(
            (arg, index) =>
              parameterAt(definition, index) !== undefined && isAccepted(definition, index, arg),
          );
          definition.apply(accepted, EXAMPLE_SCOPE);
        }),
        { numRuns: 300 },
      );
    },
  );
});
