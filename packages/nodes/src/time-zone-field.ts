import { z } from 'zod';
import { isTimeZone } from '@signalbox/expression';
import type { FieldProblem } from '@signalbox/flow';
import { fieldMeta } from '@signalbox/flow';

/** The zone that times of day are of. */
export const timeZoneField = z
  .string()
  .min(1)
  .max(64)
  .meta(fieldMeta({ title: 'Time zone', description: 'As in Europe/Berlin.', placeholder: 'Europe/Berlin' }))
  .default('UTC');

/** An error for what is no time zone, at the field `time_zone`. */
export function checkTimeZone(zone: string): readonly FieldProblem[] {
  if (isTimeZone(zone)) return [];
  const message = `there is no time zone "${zone}"; name one as in Europe/Berlin`;
  return [{ severity: 'error', path: 'time_zone', message, code: 'no_time_zone', values: [zone] }];
}
