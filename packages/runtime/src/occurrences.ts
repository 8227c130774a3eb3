import { DEFAULT_TIMELINESS, type NextTime } from '@signalbox/flow';

/** An occasion that is older acts no more: like a record, it is live for five minutes (design §3). */
export const LONGEST_DELAY_MS = DEFAULT_TIMELINESS.maxLiveAgeMs;

/**
 * The occurrence of a schedule to take up now: the last one that came after `after`. Those before it
 * are left out, and so is one that is too old; `null` when none is left.
 * @param after the last one that was taken up, Unix ms
 * @param now server time, Unix ms
 */
export function occurrenceToTakeUp(nextTime: NextTime, after: number, now: number): number | null {
  // However long nobody looked, there are few steps: schedules count minutes.
  let latest = nextTime(Math.max(after, now - LONGEST_DELAY_MS - 1));
  if (latest === null || latest > now) return null;
  for (let next = nextTime(latest); next !== null && next <= now; next = nextTime(latest)) latest = next;
  return latest;
}
