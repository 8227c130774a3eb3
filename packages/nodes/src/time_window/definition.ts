import { z } from 'zod';
import { defineNode, fieldMeta } from '@signalbox/flow';
import { checkTimeZone, timeZoneField } from '../time-zone-field.ts';
import { titleField } from '../title-field.ts';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time such as 06:30');

const windowSchema = z.strictObject({
  days: z
    .array(z.int().min(1).max(7))
    .min(1)
    .max(7)
    .meta(
      fieldMeta({
        title: 'Days',
        description: 'The days on which the window begins.',
        control: 'weekdays',
      }),
    )
    .default([...DAYS]),
  from: clockTime.meta(fieldMeta({ title: 'From', placeholder: '22:00' })),
  to: clockTime.meta(
    fieldMeta({ title: 'To', description: 'Not before From: on the next day.', placeholder: '06:00' }),
  ),
});

const schema = z.strictObject({
  title: titleField,
  time_zone: timeZoneField,
  windows: z
    .array(windowSchema)
    .min(1)
    .max(50)
    .meta(fieldMeta({ title: 'Windows' })),
});

export type TimeWindow = z.infer<typeof schema>;

export const definition = defineNode<TimeWindow>({
  type: 'time_window',
  title: 'Time window',
  description: 'Goes Then for messages made within given hours of the week, else Else.',
  category: 'condition',
  icon: 'clock',
  schema,
  edges: ['then_edge', 'else_edge'],
  summary: ({ windows, time_zone: zone }) =>
    `${windows.map(({ from, to }) => `${from} to ${to}`).join(', ')} (${zone})`,
  check: ({ time_zone: zone }) => checkTimeZone(zone),
});
