import { text } from '../text/en.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const exactTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const clockTime = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** How long ago an instant was; a date when that is more than a day. */
export function formatAge(iso: string | null, now: number): string {
  if (iso === null) return text.devices.never;
  const age = now - Date.parse(iso);
  if (age < 5000) return text.time.now;
  if (age < MINUTE_MS) return text.time.seconds(Math.floor(age / 1000));
  if (age < HOUR_MS) return text.time.minutes(Math.floor(age / MINUTE_MS));
  return age < DAY_MS ? text.time.hours(Math.floor(age / HOUR_MS)) : formatDateTime(iso);
}

export function formatDateTime(iso: string): string {
  return dateTime.format(new Date(iso));
}

/** With the seconds. */
export function formatExact(iso: string): string {
  return exactTime.format(new Date(iso));
}

export function formatClock(iso: string): string {
  return clockTime.format(new Date(iso));
}

/** A span of time, as short as it can be said. */
export function formatSpan(ms: number): string {
  if (ms < 1000) return text.time.span.milliseconds(Math.max(0, ms));
  if (ms < MINUTE_MS) return text.time.span.seconds(Math.round(ms / 100) / 10);
  if (ms < HOUR_MS)
    return text.time.span.minutes(Math.floor(ms / MINUTE_MS), Math.round((ms % MINUTE_MS) / 1000));
  return text.time.span.hours(Math.floor(ms / HOUR_MS), Math.floor((ms % HOUR_MS) / MINUTE_MS));
}
