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
    const cases = ['a', 'b', 'a'].map((name) => ({ name, condition: 'x > 1' }));
    expect(definition.check?.(definition.schema.parse({ title: 'T', cases }))).toEqual([
      { severity: 'error', path: 'cases[2].name', message: 'is the name of cases[0] too' },
    ]);
  });

  test('refuses a broken condition and names the field', () => {
    const cases = [{ name: 'a', condition: 'x >' }];
    expect(definition.check?.(definition.schema.parse({ title: 'T', cases }))).toMatchObject([
      { severity: 'error', path: 'cases[0].condition' },
    ]);
  });
});
