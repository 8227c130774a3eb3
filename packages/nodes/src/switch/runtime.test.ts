import { describe, expect, test } from 'vitest';
import { describeNode } from '../testing/describe-node.ts';
import { describeTruth } from '../testing/describe-truth.ts';
import { examplesIn } from '../testing/example.ts';
import { definition } from './definition.ts';
import { runtime } from './runtime.ts';

describeNode(definition, runtime, examplesIn(import.meta.dirname));
describeTruth({
  definition,
  runtime,
  folder: import.meta.dirname,
  base: { title: 'T' },
  message: (x) => ({ attributes: { x } }),
});

describe('switch', () => {
  test('refuses two cases of one name and names the field', () => {
    const cases = ['a', 'b', 'a'].map((name) => ({ name, condition: `${name} > 1` }));
    expect(definition.check?.(definition.schema.parse({ title: 'T', cases }))).toEqual([
      expect.objectContaining({
        severity: 'error',
        path: 'cases[2].name',
        message: 'is the name of cases[0] too',
      }),
      expect.objectContaining({
        severity: 'warning',
        path: 'cases[2].condition',
        message: 'is never taken: whenever it is true, cases[0] is true and asked first',
      }),
    ]);
  });

  test.each([
    [['x > 10', 'x < 3', 'x > 5'], []],
    [['x > 10', 'x > 20'], ['cases[0]']],
    [['x > 10', 'x <= 10', 'x == 3'], ['cases[1]']],
    [['x > 10', 'x < 3', 'x > 20 or x < 2'], ['one of the cases before it']],
  ])('of %j it doubts those that others always come before', (conditions, others) => {
    const cases = conditions.map((condition, index) => ({ name: `c${index}`, condition }));
    const problems = definition.check?.(definition.schema.parse({ title: 'T', cases })) ?? [];
    expect(problems.map(({ message }) => message)).toEqual(
      others.map((other) => `is never taken: whenever it is true, ${other} is true and asked first`),
    );
  });

  test('has the cases of unfinished data that have a name', () => {
    const cases = [{ name: ' a ' }, { name: 7 }, null, { condition: 'x' }];
    expect(definition.cases?.({ cases })).toEqual(['a', '', '', '']);
    expect(definition.cases?.({})).toEqual([]);
  });

  test('refuses a broken condition and names the field', () => {
    const cases = [{ name: 'a', condition: 'x >' }];
    expect(definition.check?.(definition.schema.parse({ title: 'T', cases }))).toMatchObject([
      { severity: 'error', path: 'cases[0].condition' },
    ]);
  });
});
