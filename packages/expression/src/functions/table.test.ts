import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compileFormula, FORMULA_FUNCTIONS, signatureOf } from '../index.ts';
import { functionTables } from '../testing/function-tables.ts';
import { EXAMPLE_SCOPE, scopeOf } from '../testing/scope.ts';
import { FUNCTION_GROUPS } from './definition.ts';

const MARKER = '<!-- The tables below are written from packages/expression/src/functions. -->';

const EXAMPLES = FORMULA_FUNCTIONS.flatMap(({ name, examples }) =>
  examples.map((example) => ({ name, ...example })),
);

describe('function table', () => {
  test.each(EXAMPLES)('$formula gives $gives', ({ formula, gives }) => {
    expect(compileFormula(formula).evaluate(EXAMPLE_SCOPE)).toStrictEqual(gives);
  });

  test.each(FORMULA_FUNCTIONS.map((definition) => ({ name: definition.name, definition })))(
    '$name has an example that calls it and a one-line summary',
    ({ name, definition }) => {
      expect(definition.examples.every(({ formula }) => formula.includes(`${name}(`))).toBe(true);
      expect(definition.examples.length).toBeGreaterThan(0);
      expect(definition.summary).toMatch(/^[^\n.]{3,}(?:\.[^\n.]+)*$/);
    },
  );

  test('names each function once', () => {
    const names = FORMULA_FUNCTIONS.map(({ name }) => name);
    expect(names).toStrictEqual([...new Set(names)]);
  });

  test('uses every group', () => {
    expect(new Set(FORMULA_FUNCTIONS.map(({ group }) => group))).toStrictEqual(new Set(FUNCTION_GROUPS));
  });

  // `vitest run packages/expression --update` writes the page anew.
  test('stands in the reference page as it is', async () => {
    const path = fileURLToPath(new URL('../../../../docs/reference/formulas.md', import.meta.url));
    const [before] = readFileSync(path, 'utf8').split(MARKER);
    await expect(`${before}${MARKER}\n\n${functionTables()}\n`).toMatchFileSnapshot(path);
  });
});

describe('signatureOf', () => {
  test.each([
    ['value', 'value(name, [index], [mode])'],
    ['now', 'now()'],
    ['max', 'max(x, …)'],
  ])('writes %s as one calls it', (name, signature) => {
    const definition = FORMULA_FUNCTIONS.find((known) => known.name === name);
    expect(definition && signatureOf(definition)).toBe(signature);
  });
});

describe('geofence passage', () => {
  const enter = compileFormula('enterGeofence(7)');

  test('has no value on a message without a position', () => {
    const scope = scopeOf({ latitude: [null, 52, 48], longitude: [null, 13, 2] });
    expect(enter.evaluate(scope)).toBeNull();
  });

  test('has no value before a second position is known', () => {
    expect(enter.evaluate(scopeOf({ latitude: [52], longitude: [13] }))).toBeNull();
  });

  test('skips messages without a position between the two', () => {
    const scope = scopeOf({ latitude: [52, null, 48], longitude: [13, null, 2] });
    expect(enter.evaluate(scope)).toBe(true);
  });

  test('does not pair halves of two positions', () => {
    const scope = scopeOf({ latitude: [52, 48, 48], longitude: [13, null, 2] });
    expect(enter.evaluate(scope)).toBeNull();
  });

  test('reads the position without naming it', () => {
    expect(enter.attributes).toStrictEqual(['latitude', 'longitude']);
  });
});
