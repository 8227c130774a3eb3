import { isTimeZone } from '@signalbox/expression';
import { cronFault, nextTimeOf } from '@signalbox/nodes';
import { locale } from '../text/locale.ts';

const COUNT = 3;

/** The next times of a cron expression on the clocks of a zone; none while either has a fault. */
export function nextTimes(cron: string, timeZone: string, now: number): readonly string[] {
  if (!isTimeZone(timeZone) || cronFault(cron) !== null) return [];
  const next = nextTimeOf(cron, timeZone);
  const format = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  });
  const times: string[] = [];
  let at = next(now);
  while (at !== null && times.length < COUNT) {
    times.push(format.format(at));
    at = next(at);
  }
  return times;
}
