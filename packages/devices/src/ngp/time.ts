const ZERO = 48;

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

/** Milliseconds of a fraction (`.5`, `.123456`) and where it ends. */
function fraction(text: string, at: number): { ms: number; end: number } | null {
  if (text[at] !== '.' && text[at] !== ',') return { ms: 0, end: at };
  let end = at + 1;
  while (digits(text, end, 1) >= 0) end += 1;
  if (end === at + 1) return null;
  return { ms: Math.floor(Number(`0.${text.slice(at + 1, end)}`) * 1000), end };
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
  const part = fraction(text, 19);
  const offset = part && zone(text, part.end);
  if (part === null || offset === null) return undefined;
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  if (!exists || hour > 23 || minute > 59 || second > 59) return null;
  const day0 = year < 100 ? Date.parse(`${text.slice(0, 10)}T00:00:00Z`) : Date.UTC(year, month - 1, day);
  return day0 + hour * 3_600_000 + minute * 60_000 + second * 1000 + part.ms - offset;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}
