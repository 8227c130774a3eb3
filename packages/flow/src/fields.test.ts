import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fieldMeta } from './field-meta.ts';
import { describeFields, withDefaults } from './fields.ts';
import { retryPolicySchema } from './retry-policy.ts';

const light = z
  .strictObject({ type: z.literal('light'), on: z.boolean() })
  .meta(fieldMeta({ title: 'Light' }));
const text = z.strictObject({ type: z.literal('plain_text'), text: z.string() });

describe('describeFields', () => {
  test.each([
    ['text', z.string(), 'text'],
    ['a number', z.int(), 'number'],
    ['a number with a default', z.int().default(4), 'number'],
    ['true or false', z.boolean(), 'toggle'],
    ['a choice', z.enum(['a', 'b']), 'choice'],
    [
      'a list that may be null',
      z
        .array(z.int())
        .nullish()
        .transform((list) => list ?? []),
      'list',
    ],
    ['a group filled by its own defaults', z.object({ a: z.int().default(1) }).prefault({}), 'group'],
    ['what its meta says', z.string().meta(fieldMeta({ title: 'F', control: 'formula' })), 'formula'],
    ['a retry policy', retryPolicySchema, 'retry'],
  ])('suggests a control for %s', (_what, schema, control) => {
    expect(describeFields(z.strictObject({ field: schema }))).toMatchObject([{ key: 'field', control }]);
  });

  test('sees meta through defaults, and what must be given', () => {
    const schema = z.object({
      after_s: z
        .int()
        .meta(fieldMeta({ title: 'After', control: 'seconds' }))
        .default(5),
      name: z.string(),
    });
    expect(describeFields(schema)).toMatchObject([
      { meta: { title: 'After' }, required: false },
      { meta: { title: 'Name' }, required: true },
    ]);
  });

  test('describes the items of a list by their variants', () => {
    const schema = z.object({ actions: z.array(z.discriminatedUnion('type', [light, text])) });
    expect(describeFields(schema)[0]?.item?.variants).toMatchObject([
      { discriminator: 'type', value: 'light', title: 'Light', fields: [{ key: 'on' }] },
      { discriminator: 'type', value: 'plain_text', title: 'Plain text', fields: [{ key: 'text' }] },
    ]);
  });

  test('is empty for what is no object', () => {
    expect(describeFields(z.string())).toEqual([]);
  });
});

test('data has its defaults also where something else in it is refused', () => {
  const schema = z.strictObject({ url: z.url(), method: z.enum(['GET', 'POST']).default('POST') });
  expect(withDefaults(schema, { url: 'https://example.com' })).toMatchObject({ method: 'POST' });
  expect(withDefaults(schema, { url: 'no', note: 1 })).toEqual({ url: 'no', note: 1, method: 'POST' });
  expect(withDefaults(z.string(), { url: 'no' })).toEqual({ url: 'no' });
});
