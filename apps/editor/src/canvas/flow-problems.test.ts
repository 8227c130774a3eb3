import { expect, test } from 'vitest';
import { errorsFirst } from './flow-problems.ts';

test('what keeps a flow from running is listed first, else in the order it came', () => {
  const warning = { severity: 'warning', message: 'a' } as const;
  const error = { severity: 'error', message: 'b' } as const;
  const other = { severity: 'error', message: 'c' } as const;
  expect(errorsFirst([warning, error, other])).toEqual([error, other, warning]);
});
