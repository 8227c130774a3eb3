import { expect, test } from 'vitest';
import { attributeNameSchema } from './attribute-name.ts';

test.each(['speed', '_x', 'Door_2', 'a'.repeat(64)])('%s names an attribute', (name) => {
  expect(attributeNameSchema.safeParse(name).success).toBe(true);
});

test.each(['', '2nd', 'a-b', 'a.b', 'a'.repeat(65), '__proto__', 'prototype', 'constructor', 'ä'])(
  '"%s" names none',
  (name) => {
    expect(attributeNameSchema.safeParse(name).success).toBe(false);
  },
);
