import { z } from 'zod';
import type { FieldProblem } from '@signalbox/flow';
import { defineNode, fieldMeta } from '@signalbox/flow';
import { checkChoice, sourceChoiceFields, summariseChoice } from '../source-choice.ts';
import { checkTimeZone, timeZoneField } from '../time-zone-field.ts';
import { titleField } from '../title-field.ts';
import { cronFault } from './cron.ts';
import { phraseOf } from './phrase.ts';

const schema = z.strictObject({
  title: titleField.default('Schedule'),
  ...sourceChoiceFields,
  cron: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .meta(
      fieldMeta({
        title: 'When',
        description:
          'Minute, hour, day of month, month, day of week: 30 7 * * 1-5 is every weekday at 07:30, */15 * * * * every 15 minutes.',
        placeholder: '30 7 * * 1-5',
        control: 'cron',
      }),
    ),
  time_zone: timeZoneField,
});

export type Schedule = z.infer<typeof schema>;

export const definition = defineNode<Schedule>({
  type: 'schedule',
  title: 'Schedule',
  description: 'Starts the flow at set times, once for every device it chooses.',
  category: 'trigger',
  icon: 'clock',
  schema,
  edges: ['simple_edge'],
  summary: (data) => `${phraseOf(data.cron)}, ${data.time_zone}: ${lowerFirst(summariseChoice(data))}`,
  meaning: ({ cron, time_zone: zone }) => ({ cron, time_zone: zone }),
  check: (data) => [...checkTimes(data), ...checkChoice(data)],
});

function checkTimes({ cron, time_zone: zone }: Schedule): readonly FieldProblem[] {
  const fault = cronFault(cron);
  return [
    ...(fault === null
      ? []
      : [{ severity: 'error', path: 'cron', message: fault, code: 'no_schedule', values: [cron] } as const]),
    ...checkTimeZone(zone),
  ];
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
