import type { SettingsRepository } from '@signalbox/storage';

const TIME_ZONE_SETTING = 'time_zone';

/** One formatter per zone: making one costs more than a thousand uses. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * How dates are written: `yyyy-MM-dd HH:mm:ss` in the account's time zone, or ISO 8601 in UTC.
 * @returns takes Unix ms
 */
export function dateWriter(settings: SettingsRepository, iso: boolean): (ms: number) => string {
  if (iso) return (ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
  let formatter: Intl.DateTimeFormat | null = null;
  return (ms) => {
    formatter ??= formatterOf(settings.get(TIME_ZONE_SETTING));
    return write(formatter, ms);
  };
}

function formatterOf(setting: unknown): Intl.DateTimeFormat {
  const zone = typeof setting === 'string' ? setting : 'UTC';
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = make(zone) ?? make('UTC') ?? new Intl.DateTimeFormat();
  formatters.set(zone, made);
  return made;
}

function make(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    // Zones come and go with versions of ICU; an unknown one must not stop an answer.
    return null;
  }
}

function write(formatter: Intl.DateTimeFormat, ms: number): string {
  const parts = new Map(formatter.formatToParts(ms).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const day = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
  return `${day} ${part('hour')}:${part('minute')}:${part('second')}`;
}
