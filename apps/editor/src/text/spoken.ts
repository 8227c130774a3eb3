import { locale } from './locale.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

type Unit = readonly [ms: number, name: string];

/** A duration as people say it, in one unit or two: `300 ms`, `12.5 s`, `3 h 2 min`, `2 d 4 h`. */
export function spokenDuration(ms: number): string {
  const size = Math.abs(ms);
  if (size < SECOND_MS) return size === 0 ? '0 s' : `${Math.round(size)} ms`;
  if (size < MINUTE_MS) return `${(Math.round(size / 100) / 10).toLocaleString(locale)} s`;
  if (size < HOUR_MS) return joined(size, [MINUTE_MS, 'min'], [SECOND_MS, 's']);
  if (size < DAY_MS) return joined(size, [HOUR_MS, 'h'], [MINUTE_MS, 'min']);
  return joined(size, [DAY_MS, 'd'], [HOUR_MS, 'h']);
}

function joined(ms: number, [big, bigName]: Unit, [small, smallName]: Unit): string {
  const rest = Math.floor((ms % big) / small);
  return `${Math.floor(ms / big)} ${bigName}${rest === 0 ? '' : ` ${rest} ${smallName}`}`;
}

/** A time of day with the seconds, on the clock of this computer. */
export function spokenTime(iso: string): string {
  return new Date(iso).toLocaleTimeString(locale);
}
