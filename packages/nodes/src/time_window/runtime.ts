import { wallClock } from '@signalbox/expression';
import type { WallClock } from '@signalbox/expression';
import { defineRuntime } from '@signalbox/flow';
import { eventTime } from '../condition-run.ts';
import { definition } from './definition.ts';
import type { TimeWindow } from './definition.ts';

const DAY = 24 * 60;

interface Stretch {
  readonly weekday: number;
  /** Minutes of the day, `from` included, `to` not. */
  readonly from: number;
  readonly to: number;
}

export const runtime = defineRuntime(definition, {
  prepare({ time_zone: zone, windows }) {
    const stretches = windows.flatMap(stretchesOf);
    return (context) => {
      const clock = wallClock(eventTime(context), zone);
      if (clock === null) return null;
      return isWithin(stretches, clock) ? 'then_edge' : 'else_edge';
    };
  },
  prepareExplain({ time_zone: zone, windows }) {
    const stretches = windows.flatMap(stretchesOf);
    return (view) => {
      const clock = wallClock(eventTime(view), zone);
      if (clock === null) return [];
      const { weekday, minute } = clock;
      const within = isWithin(stretches, clock);
      return [{ kind: 'clock', zone, weekday, time: timeOf(minute), within }];
    };
  },
});

function isWithin(
  stretches: readonly Stretch[],
  { weekday, minute }: Pick<WallClock, 'weekday' | 'minute'>,
): boolean {
  return stretches.some(
    (stretch) => stretch.weekday === weekday && stretch.from <= minute && minute < stretch.to,
  );
}

/** Minutes of the day as in 06:30. */
function timeOf(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** A window over midnight is two stretches; one that ends when it begins is a whole day. */
function stretchesOf({ days, from, to }: TimeWindow['windows'][number]): readonly Stretch[] {
  const begin = minuteOf(from);
  const end = minuteOf(to);
  return days.flatMap((weekday) => {
    if (begin < end) return [{ weekday, from: begin, to: end }];
    return [
      { weekday, from: begin, to: DAY },
      { weekday: (weekday % 7) + 1, from: 0, to: end },
    ];
  });
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
