import { z } from 'zod';
import { defineNode, fieldMeta } from '@signalbox/flow';
import { MAX_SECONDS } from '../timing-fields.ts';
import { titleField } from '../title-field.ts';
import { durationWords } from '../duration-words.ts';

const schema = z.strictObject({
  title: titleField,
  max: z
    .int()
    .min(1)
    .max(100)
    .meta(fieldMeta({ title: 'At most', description: 'So many messages of one device pass per period.' })),
  per_s: z
    .number()
    .positive()
    .max(MAX_SECONDS)
    .meta(fieldMeta({ title: 'Per', control: 'seconds' })),
});

export type Limit = z.infer<typeof schema>;

export const definition = defineNode<Limit>({
  type: 'limit',
  title: 'Limit',
  description: 'Lets at most so many messages of a device through per period.',
  category: 'process',
  icon: 'gauge',
  schema,
  edges: ['simple_edge'],
  damps: () => true,
  summary: ({ max, per_s: perS }) => `At most ${max} per ${durationWords(perS)}`,
});
