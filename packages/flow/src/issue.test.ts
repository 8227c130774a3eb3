import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { formatPath, readFaults } from './issue.ts';

const shape = z.discriminatedUnion('type', [z.strictObject({ type: z.literal('a') })]);

function words(schema: z.ZodType, value: unknown): readonly string[] {
  return readFaults(schema, value).map(({ message }) => message);
}

describe('a fault against a schema', () => {
  const cases: readonly (readonly [z.ZodType, unknown, string])[] = [
    [z.string(), undefined, 'is missing'],
    [z.string(), 5, 'must be text, not a number'],
    [z.int(), 1.5, 'must be a whole number'],
    [z.boolean(), null, 'must be true or false, not null'],
    [z.array(z.int()), {}, 'must be a list, not an object'],
    [z.int().min(1), 0, 'must be at least 1'],
    [z.int().max(8), 9, 'must be at most 8'],
    [z.string().min(1), '', 'must not be empty'],
    [z.string().max(2), 'abc', 'must have at most 2 characters'],
    [z.array(z.int()).min(1), [], 'must not be empty'],
    [z.array(z.int()).max(1), [1, 2], 'must have at most 1 items'],
    [z.enum(['a', 'b']), 'c', 'must be one of "a", "b"'],
    [z.literal(1), 2, 'must be one of 1'],
    [shape, { type: 'z' }, 'is of an unknown type'],
    [shape, { type: 'a', b: 1 }, 'unknown field'],
    [z.string().regex(/^x/, 'Begins with x'), 'y', 'Begins with x'],
  ];

  test.each(cases.map(([schema, value, message]) => ({ schema, value, message })))(
    'says "$message"',
    ({ schema, value, message }) => {
      expect(words(schema, value)).toEqual([message]);
    },
  );
});

test.each([
  [[], ''],
  [['title'], 'title'],
  [['edges', 2, 'from'], 'edges[2].from'],
  [['data', 'actions', 0, 'number'], 'data.actions[0].number'],
])('%j is written %s', (path, text) => {
  expect(formatPath(path)).toBe(text);
});
