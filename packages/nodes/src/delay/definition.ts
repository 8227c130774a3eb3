import { z } from 'zod';
import { defineNode, fieldMeta } from '@signalbox/flow';
import { checkFormulaField, formulaGeofences, formulaReads } from '../formula-field.ts';
import { MAX_SECONDS } from '../timing-fields.ts';
import { titleField } from '../title-field.ts';
import { durationWords } from '../duration-words.ts';

const schema = z.strictObject({
  title: titleField,
  for_s: z
    .number()
    .positive()
    .max(MAX_SECONDS)
    .meta(fieldMeta({ title: 'Wait for', control: 'seconds' })),
  cancel_condition: z
    .string()
    .trim()
    .min(1)
    .max(4000)
    .meta(
      fieldMeta({
        title: 'Unless',
        description: 'Ends the wait without going on when it becomes true, asked with every message.',
        control: 'condition',
        placeholder: 'ignition',
      }),
    )
    .optional(),
});

export type Delay = z.infer<typeof schema>;

export const definition = defineNode<Delay>({
  type: 'delay',
  title: 'Delay',
  description: 'Goes on after a while, unless something comes in between.',
  category: 'process',
  icon: 'hourglass',
  schema,
  edges: ['simple_edge'],
  defers: true,
  summary: ({ for_s: forS, cancel_condition: cancel }) =>
    `Wait ${durationWords(forS)}${cancel === undefined ? '' : `, unless ${cancel}`}`,
  check: ({ cancel_condition: cancel }, known) =>
    cancel === undefined ? [] : checkFormulaField('cancel_condition', cancel, known),
  reads: ({ cancel_condition: cancel }) => (cancel === undefined ? [] : formulaReads(cancel)),
  geofences: ({ cancel_condition: cancel }) => (cancel === undefined ? [] : formulaGeofences(cancel)),
});
