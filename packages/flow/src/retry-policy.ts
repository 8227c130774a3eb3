import { z } from 'zod';
import type { RetryPolicy } from './effect.ts';
import { fieldMeta } from './field-meta.ts';

const DAY_S = 86_400;

/** Where the defaults of retrying live: five attempts, 1 s, 2 s, 4 s, 8 s apart, with full jitter. */
export const DEFAULT_RETRY_POLICY: RetryPolicy = Object.freeze({
  max_attempts: 5,
  first_delay_s: 1,
  factor: 2,
  max_delay_s: 60,
  jitter: true,
});

/** A retry policy as flows write it; every field may be left out. */
export const retryPolicySchema = z
  .strictObject({
    max_attempts: z
      .int()
      .min(1)
      .max(100)
      .meta(fieldMeta({ title: 'Attempts' }))
      .default(DEFAULT_RETRY_POLICY.max_attempts),
    first_delay_s: z
      .number()
      .min(0)
      .max(DAY_S)
      .meta(fieldMeta({ title: 'First pause', control: 'seconds' }))
      .default(DEFAULT_RETRY_POLICY.first_delay_s),
    factor: z
      .number()
      .min(1)
      .max(10)
      .meta(fieldMeta({ title: 'Each pause longer by' }))
      .default(DEFAULT_RETRY_POLICY.factor),
    max_delay_s: z
      .number()
      .min(0)
      .max(DAY_S)
      .meta(fieldMeta({ title: 'Longest pause', control: 'seconds' }))
      .default(DEFAULT_RETRY_POLICY.max_delay_s),
    jitter: z
      .boolean()
      .meta(fieldMeta({ title: 'Spread pauses at random' }))
      .default(DEFAULT_RETRY_POLICY.jitter),
  })
  .meta(fieldMeta({ title: 'Retry', control: 'retry', advanced: true }))
  .default(DEFAULT_RETRY_POLICY);

/**
 * The longest pause after a failed attempt, in seconds: exponential, capped. With jitter it is
 * anything from nothing to that (design §6).
 *
 * @param attempt the attempt that failed, counted from 1
 */
export function longestPauseS(policy: RetryPolicy, attempt: number): number {
  // Bounded before it multiplies: 0 × Infinity would be no number at all.
  const growth = Math.min(policy.factor ** (attempt - 1), Number.MAX_VALUE);
  return Math.min(policy.first_delay_s * growth, policy.max_delay_s);
}
