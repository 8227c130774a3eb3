import type { RetryPolicy } from '@signalbox/flow';
import { longestPauseS } from '@signalbox/flow';

/**
 * Pause before the attempt that follows a failed one: exponential, capped, with full jitter
 * (design §6): uniform between nothing and the cap, so that many deliveries that failed together
 * do not come back together.
 *
 * @param attempt the attempt that failed, counted from 1
 * @param random in [0, 1)
 * @returns whole milliseconds, 0 … the policy's maximum
 */
export function backoffDelayMs(policy: RetryPolicy, attempt: number, random: number): number {
  const capMs = 1000 * longestPauseS(policy, attempt);
  return Math.round(policy.jitter ? capMs * random : capMs);
}
