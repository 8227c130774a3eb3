import { z } from 'zod';

/** Ids are integers from 1 to 2^53 - 1. */
export const id = z.int().positive();

export const trackerId = id.describe('Id of the tracker ("object_id")');

/** Control characters could end a command or a header; half a surrogate pair is no character. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

/** Text of one line, kept as it is. */
export function line(min: number, max: number): z.ZodString {
  return z
    .string()
    .min(min)
    .max(max)
    .refine((text) => !UNPRINTABLE.test(text), 'has control characters');
}

export const success = z.literal(true);

/** The answer of calls that have nothing to tell but that it worked. */
export const done = z.object({ success });

/** `yyyy-MM-dd HH:mm:ss` in the account's time zone, or ISO 8601 when asked for. */
export const dateTime = z.string();
