const ZERO = 48;
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/** From the first day of year 1. */
const DAYS_TO_1970 = 719_163;

/** The number written in `length` digits at `at`, or -1 when another character is among them. */
function digits(text: string, at: number, length: number): number {
  let value = 0;
  for (let index = at; index < at + length; index += 1) {
    const digit = text.charCodeAt(index) - ZERO;
    // Past the end charCodeAt gives NaN, for which neither comparison holds.
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Where a fraction (`.5`, `.123456`) that begins at `at` ends; -1 when it has no digits. */
function endOfFraction(text: string, at: number): number {
  if (text[at] !== '.' && text[at] !== ',') return at;
  let end = at + 1;
  while (digits(text, end, 1) >= 0) end += 1;
  return end === at + 1 ? -1 : end;
}

/** The first three digits of a fraction, as milliseconds. */
function milliseconds(text: string, at: number, end: number): number {
  const length = Math.min(end - at - 1, 3);
  if (length <= 0) return 0;
  const value = digits(text, at + 1, length);
  return length === 3 ? value : length === 2 ? value * 10 : value * 100;
}

/** Milliseconds east of UTC of a zone (`Z`, `+02:00`, `-0530`, `+02`) that ends the text. */
function zone(text: string, at: number): number | null {
  const sign = text[at];
  if (sign === 'Z' || sign === 'z') return text.length === at + 1 ? 0 : null;
  if (sign !== '+' && sign !== '-') return null;
  const hours = digits(text, at + 1, 2);
  const minutesAt = text[at + 3] === ':' ? at + 4 : at + 3;
  const minutes = text.length === at + 3 ? 0 : digits(text, minutesAt, 2);
  const complete = text.length === at + 3 || text.length === minutesAt + 2;
  if (!complete || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return null;
  return (sign === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function hasSeparators(text: string): boolean {
  const between = text[10];
  return (
    text[4] === '-' &&
    text[7] === '-' &&
    (between === 'T' || between === 't' || between === ' ') &&
    text[13] === ':' &&
    text[16] === ':'
  );
}

/**
 * Reads an ISO 8601 time with a zone: `2026-11-20T10:00:00.500Z`, `2026-11-20T12:00:00+02:00`.
 * `Date.parse` is not used because it reads much that is not ISO 8601 and moves February 30 to March.
 * @returns Unix ms; `null` when the form is right but no such instant exists (month 13);
 *   `undefined` when the text has another form or names no zone.
 */
export function parseIsoTime(text: string): number | null | undefined {
  if (!hasSeparators(text)) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  if (year < 0 || month < 0 || day < 0 || hour < 0 || minute < 0 || second < 0) return undefined;
  const end = endOfFraction(text, 19);
  const offset = end < 0 ? null : zone(text, end);
  if (offset === null) return undefined;
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  if (!exists || hour > 23 || minute > 59 || second > 59) return null;
  const timeOfDay = hour * 3_600_000 + minute * 60_000 + second * 1000 + milliseconds(text, 19, end);
  return daysSince1970(year, month, day) * 86_400_000 + timeOfDay - offset;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return isLeapYear(year) ? 29 : 28;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days from 1970-01-01 to a day of the Gregorian calendar. `Date.UTC` does the same, slower. */
function daysSince1970(year: number, month: number, day: number): number {
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const leapDay = month > 2 && isLeapYear(year) ? 1 : 0;
  return before * 365 + leapDays + (DAYS_BEFORE_MONTH[month - 1] ?? 0) + leapDay + day - DAYS_TO_1970;
}
