import { Temporal } from 'temporal-polyfill';
import type { Value } from '../scope.ts';
import type { FunctionDefinition, FunctionExample, Parameter, ResultKind } from './definition.ts';
import { numberAt, textAt } from './definition.ts';

const PARAMETERS: readonly Parameter[] = [
  { name: 'time', kind: 'time' },
  { name: 'zone', kind: 'zone', optional: true },
];

/** The wall clock at an instant; `null` for an unknown zone or an instant no calendar has. */
function clockAt(args: readonly Value[]): Temporal.ZonedDateTime | null {
  try {
    return new Temporal.ZonedDateTime(
      BigInt(Math.trunc(numberAt(args, 0))) * 1_000_000n,
      textAt(args, 1, 'UTC'),
    );
  } catch {
    // Temporal has no way to ask whether a zone or an instant exists but to try.
    return null;
  }
}

/** Day of the week, 1 (Monday) to 7, and minute of the day, 0 to 1439, as clocks on the wall show it. */
export interface WallClock {
  readonly weekday: number;
  readonly minute: number;
}

/**
 * What clocks in a time zone show at an instant; `null` for an unknown zone or an instant no calendar has.
 * @param at Unix ms
 * @param zone IANA name, as in `Europe/Berlin`
 */
export function wallClock(at: number, zone: string): WallClock | null {
  const clock = clockAt([at, zone]);
  return clock === null ? null : { weekday: clock.dayOfWeek, minute: clock.hour * 60 + clock.minute };
}

/** Whether a time zone of this IANA name exists. */
export function isTimeZone(name: string): boolean {
  return clockAt([0, name]) !== null;
}

interface ClockRow {
  readonly name: string;
  readonly summary: string;
  readonly gives: ResultKind;
  readonly examples: readonly FunctionExample[];
}

function clock(row: ClockRow, read: (clock: Temporal.ZonedDateTime) => Value): FunctionDefinition {
  return {
    ...row,
    group: 'time',
    parameters: PARAMETERS,
    apply: (args) => {
      const at = clockAt(args);
      return at === null ? null : read(at);
    },
  };
}

export const TIME_FUNCTIONS: readonly FunctionDefinition[] = [
  {
    name: 'now',
    group: 'time',
    parameters: [],
    gives: 'number',
    summary: "The server's time, Unix ms",
    examples: [{ formula: 'now()', gives: 1_700_000_002_000 }],
    apply: (_args, scope) => scope.now,
  },
  clock(
    {
      name: 'timeOfDay',
      gives: 'text',
      summary: "Time of day as text, '00:00' to '23:59', which compares in order; zone is UTC unless given",
      examples: [
        { formula: 'timeOfDay(now())', gives: '22:13' },
        { formula: "timeOfDay(now(), 'Europe/Berlin')", gives: '23:13' },
        { formula: "timeOfDay(now(), 'Europe/Berlin') >= '22:15'", gives: true },
        { formula: 'timeOfDay(now(), model)', gives: null },
      ],
    },
    (at) => at.toPlainTime().toString({ smallestUnit: 'minute' }),
  ),
  clock(
    {
      name: 'hour',
      gives: 'number',
      summary: 'Hour, 0 to 23; zone is UTC unless given',
      examples: [
        { formula: "hour(now(), 'Asia/Kolkata')", gives: 3 },
        { formula: 'hour(missing)', gives: null },
      ],
    },
    (at) => at.hour,
  ),
  clock(
    {
      name: 'minute',
      gives: 'number',
      summary: 'Minute, 0 to 59; zone is UTC unless given',
      examples: [{ formula: "minute(now(), 'Asia/Kolkata')", gives: 43 }],
    },
    (at) => at.minute,
  ),
  clock(
    {
      name: 'weekday',
      gives: 'number',
      summary: 'Day of the week, 1 (Monday) to 7 (Sunday); zone is UTC unless given',
      examples: [
        { formula: 'weekday(now())', gives: 2 },
        { formula: "weekday(now(), 'Asia/Kolkata')", gives: 3 },
      ],
    },
    (at) => at.dayOfWeek,
  ),
  clock(
    {
      name: 'dtFormat',
      gives: 'text',
      summary: 'ISO 8601 text with the offset of the zone; UTC unless given',
      examples: [
        { formula: 'dtFormat(now())', gives: '2023-11-14T22:13:22+00:00' },
        { formula: "dtFormat(now(), 'Asia/Kolkata')", gives: '2023-11-15T03:43:22+05:30' },
      ],
    },
    (at) => at.toString({ timeZoneName: 'never' }),
  ),
];
