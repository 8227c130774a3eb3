import { z } from 'zod';
import { FORBIDDEN_NAMES } from './json-shape.ts';

/** A name that formulas can read: letters, digits and underscores, and nothing that reaches a prototype. */
export const attributeNameSchema = z
  .string()
  .max(64)
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    'An attribute name begins with a letter or underscore and goes on with letters, digits and underscores',
  )
  .refine((name) => !FORBIDDEN_NAMES.has(name), 'This name is reserved and cannot be an attribute');
