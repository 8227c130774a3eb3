const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** The words of a language for times that come again. Times are of the form `07:30`. */
export interface PhraseWords {
  everyMinutes(count: number): string;
  /** @param minute past the hour */
  everyHours(count: number, minute: number): string;
  at(days: string, times: readonly string[]): string;
  readonly everyDay: string;
  readonly everyWorkday: string;
  /** @param days 0 for Sunday to 6 */
  everyWeekday(days: readonly number[]): string;
  everyMonthOn(day: number): string;
  readonly everyMonthsEnd: string;
}

/** A cron expression in words, where it is of a common form; otherwise as it stands. */
export function phraseOf(cron: string, words: PhraseWords = ENGLISH): string {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = cron.trim().split(/\s+/);
  if (month !== '*') return cron;
  if (day === '*' && weekday === '*') {
    const repeated = phraseOfRepeat(minute, hour, words);
    if (repeated !== null) return repeated;
  }
  const times = timesOf(minute, hour);
  const days = daysOf(day, weekday, words);
  return times === null || days === null ? cron : words.at(days, times);
}

const ENGLISH_WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const ENGLISH: PhraseWords = {
  everyMinutes: (count) => everyOf(count, 'minute'),
  everyHours: (count, minute) => everyOf(count, 'hour') + (minute === 0 ? '' : ` at minute ${minute}`),
  at: (days, times) => `${days} at ${listed(times, 'and')}`,
  everyDay: 'Every day',
  everyWorkday: 'Every weekday',
  everyWeekday: (days) =>
    `Every ${listed(
      days.map((day) => ENGLISH_WEEKDAYS[day] ?? ''),
      'and',
    )}`,
  everyMonthOn: (day) => `On day ${day} of every month`,
  everyMonthsEnd: 'On the last day of every month',
};

function phraseOfRepeat(minute: string, hour: string, words: PhraseWords): string | null {
  const minutes = stepOf(minute, 60);
  if (hour === '*' && minutes !== null) return words.everyMinutes(minutes);
  const hours = stepOf(hour, 24);
  const past = numberOf(minute, 59);
  return hours === null || past === null ? null : words.everyHours(hours, past);
}

function everyOf(count: number, unit: string): string {
  return count === 1 ? `Every ${unit}` : `Every ${count} ${unit}s`;
}

/** 1 for `*`, n for a step that divides the whole: others are uneven at its end. */
function stepOf(field: string, whole: number): number | null {
  if (field === '*') return 1;
  const step = /^\*\/(\d{1,2})$/.exec(field)?.[1];
  return step !== undefined && whole % Number(step) === 0 ? Number(step) : null;
}

function timesOf(minute: string, hour: string): readonly string[] | null {
  const past = numberOf(minute, 59);
  const hours = hour.split(',').map((part) => numberOf(part, 23));
  if (past === null || hours.some((value) => value === null)) return null;
  return hours.map((value) => `${twoDigits(value ?? 0)}:${twoDigits(past)}`);
}

function daysOf(day: string, weekday: string, words: PhraseWords): string | null {
  if (day === '*') return weekdaysOf(weekday, words);
  const date = numberOf(day, 31);
  if (weekday !== '*') return null;
  if (day === 'L') return words.everyMonthsEnd;
  return date === null ? null : words.everyMonthOn(date);
}

function weekdaysOf(field: string, words: PhraseWords): string | null {
  if (field === '*') return words.everyDay;
  if (/^(?:1-5|mon-fri)$/i.test(field)) return words.everyWorkday;
  const days = field.split(',').map(weekdayOf);
  return days.includes(-1) ? null : words.everyWeekday(days);
}

/** 0 for Sunday to 6; -1 for what is no day. */
function weekdayOf(text: string): number {
  const day = numberOf(text, 7);
  return day === null ? WEEKDAYS.indexOf(text.toUpperCase()) : day % WEEKDAYS.length;
}

function numberOf(text: string, greatest: number): number | null {
  return /^\d{1,2}$/.test(text) && Number(text) <= greatest ? Number(text) : null;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[], and: string): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${and} ${last}`;
}
