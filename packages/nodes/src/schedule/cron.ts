import { Cron } from 'croner';
import type { NextTime } from '@signalbox/flow';

/**
 * Five fields: a fleet is not to be swept every second. A time named by numbers alone comes once a day also
 * when clocks change; one with `*` goes with real time (decision 0012).
 */
const RULES = { mode: '5-part', fixedTimeRule: 'no-wildcard', paused: true } as const;

const FIELDS = 'write minute, hour, day of month, month and day of week, as in 30 7 * * 1-5';

/** The times of a cron expression as clocks in the zone show it; both must be free of faults. */
export function nextTimeOf(cron: string, timeZone: string): NextTime {
  const job = new Cron(cron, { ...RULES, timezone: timeZone });
  return (after) => job.nextRun(new Date(after))?.getTime() ?? null;
}

/** What is wrong with a cron expression and what to do; `null` when nothing is. */
export function cronFault(cron: string): string | null {
  const fields = cron.trim().split(/\s+/);
  if (fields.length === 6) return `"${cron}" has six fields, but seconds cannot be chosen: ${FIELDS}`;
  if (fields.length !== 5) return `"${cron}" is not of five fields: ${FIELDS}`;
  try {
    // Only the expression is asked for: whether it has a time depends on no zone.
    const next = new Cron(cron, { ...RULES, timezone: 'UTC' }).nextRun(new Date(0));
    return next === null
      ? `"${cron}" never comes: there is no such day; choose one that is in a calendar`
      : null;
  } catch (error) {
    const detail = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error);
    return `"${cron}" is no schedule: ${lowerFirst(detail)}; ${FIELDS}`;
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
