import type { RetryPolicy } from '@signalbox/flow';
import { longestPauseS } from '@signalbox/flow';
import { text } from '../text/text.ts';

/** More would say nothing new. */
const MAX_SHOWN = 6;

/** A retry policy in words: its pauses, and what they add up to. How long an attempt takes, it cannot know. */
export function pausesInWords(policy: RetryPolicy): string {
  const count = policy.max_attempts - 1;
  if (count < 1) return text.retry.once;
  const pauses = Array.from({ length: count }, (_, index) => longestPauseS(policy, index + 1));
  const shown = pauses.slice(0, MAX_SHOWN).map(durationInWords).join(', ');
  const total = pauses.reduce((sum, pause) => sum + pause, 0);
  const list = text.retry.pauses(count > MAX_SHOWN ? text.retry.andSoOn(shown) : shown, policy.jitter);
  return `${list} ${text.retry.total(durationInWords(total), policy.jitter)}`;
}

/** `1.5 s`, `1 min`, `2.5 h`. */
function durationInWords(seconds: number): string {
  if (seconds < 60) return text.retry.second(rounded(seconds));
  return seconds < 3600 ? text.retry.minute(rounded(seconds / 60)) : text.retry.hour(rounded(seconds / 3600));
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
