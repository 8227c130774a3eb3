import { locale } from '../text/locale.ts';
import { text } from '../text/text.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const exactTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
const clockTime = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });

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
