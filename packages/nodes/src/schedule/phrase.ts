const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const NAMES = WEEKDAYS.map((day) => day.slice(0, 3).toUpperCase());

/** A cron expression in words, where it is of a common form; otherwise as it stands. */
export function phraseOf(cron: string): string {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = cron.trim().split(/\s+/);
  if (month !== '*') return cron;
  if (day === '*' && weekday === '*') {
    const repeated = phraseOfRepeat(minute, hour);
    if (repeated !== null) return repeated;
  }
  const times = timesOf(minute, hour);
  const days = daysOf(day, weekday);
  return times === null || days === null ? cron : `${days} at ${times}`;
}

/** `Every 15 minutes`, `Every hour`, `Every 6 hours at minute 30`. */
function phraseOfRepeat(minute: string, hour: string): string | null {
  const minutes = stepOf(minute, 60);
  if (hour === '*' && minutes !== null) return everyOf(minutes, 'minute');
  const hours = stepOf(hour, 24);
  const past = numberOf(minute, 59);
  if (hours === null || past === null) return null;
  return past === 0 ? everyOf(hours, 'hour') : `${everyOf(hours, 'hour')} at minute ${past}`;
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

function timesOf(minute: string, hour: string): string | null {
  const past = numberOf(minute, 59);
  const hours = hour.split(',').map((part) => numberOf(part, 23));
  if (past === null || hours.some((value) => value === null)) return null;
  return listed(hours.map((value) => `${twoDigits(value ?? 0)}:${twoDigits(past)}`));
}

function daysOf(day: string, weekday: string): string | null {
  if (day === '*') return weekdaysOf(weekday);
  const date = numberOf(day, 31);
  if (weekday !== '*') return null;
  if (day === 'L') return 'On the last day of every month';
  return date === null ? null : `On day ${date} of every month`;
}

function weekdaysOf(field: string): string | null {
  if (field === '*') return 'Every day';
  if (/^(?:1-5|mon-fri)$/i.test(field)) return 'Every weekday';
  const days = field.split(',').map(weekdayOf);
  return days.some((name) => name === undefined) ? null : `Every ${listed(days.map((name) => name ?? ''))}`;
}

function weekdayOf(text: string): string | undefined {
  const index = numberOf(text, 7) ?? NAMES.indexOf(text.toUpperCase());
  return WEEKDAYS[index === 7 ? 0 : index];
}

function numberOf(text: string, greatest: number): number | null {
  return /^\d{1,2}$/.test(text) && Number(text) <= greatest ? Number(text) : null;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** `a`, `a and b`, `a, b and c`. */
function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
