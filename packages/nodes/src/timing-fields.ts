import { z } from 'zod';
import type { FieldMeta } from '@signalbox/flow';
import { fieldMeta } from '@signalbox/flow';

/** Longest time that a node waits or counts: 31 days. */
export const MAX_SECONDS = 31 * 86_400;

/** A duration that may be left out, in seconds; 0 is none. */
export function secondsField(meta: Pick<FieldMeta, 'title' | 'description' | 'advanced'>) {
  return z
    .number()
    .min(0)
    .max(MAX_SECONDS)
    .meta(fieldMeta({ ...meta, control: 'seconds' }))
    .default(0);
}

export const restField = secondsField({
  title: 'Rest',
  description: 'Then is not taken again for so long after it was.',
  advanced: true,
});

export const silenceField = z
  .enum(['reset', 'hold'])
  .meta(
    fieldMeta({
      title: 'When the device falls silent',
      choices: { reset: 'Count anew after the gap', hold: 'Count on' },
      advanced: true,
    }),
  )
  .default('reset');

export const maxGapField = z
  .number()
  .min(1)
  .max(MAX_SECONDS)
  .meta(
    fieldMeta({
      title: 'Longest gap',
      description: 'A longer time between two messages is silence.',
      control: 'seconds',
      advanced: true,
    }),
  )
  .default(300);
