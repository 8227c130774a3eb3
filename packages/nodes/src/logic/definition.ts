import { z } from 'zod';
import { attributeNameSchema, defineNode, fieldMeta } from '@signalbox/flow';
import { checkFormulaField, formulaReads } from '../formula-field.ts';
import { titleField } from '../title-field.ts';

const schema = z.strictObject({
  title: titleField,
  name: attributeNameSchema.meta(
    fieldMeta({
      title: 'Result attribute',
      description: 'The boolean attribute that keeps the result, for formulas and templates further on.',
      control: 'attribute',
    }),
  ),
  condition: z
    .string()
    .trim()
    .min(1)
    .max(4000)
    .meta(fieldMeta({ title: 'Condition', control: 'formula', placeholder: 'speed > 80' })),
  mode: z
    .enum(['every_message', 'on_change'])
    .meta(
      fieldMeta({
        title: 'Runs',
        choices: { every_message: 'For every message', on_change: 'Once per change' },
        description: 'Once per change: the first result is the starting point and takes no wire.',
      }),
    )
    .default('every_message'),
  on_unknown: z
    .enum(['none', 'else'])
    .meta(
      fieldMeta({
        title: 'When the result is unknown',
        choices: { none: 'Take no wire', else: 'Count it as false' },
        advanced: true,
      }),
    )
    .default('none'),
});

export type Logic = z.infer<typeof schema>;

export const definition = defineNode<Logic>({
  type: 'logic',
  title: 'Logic',
  description: 'Goes Then when its condition is true, Else when it is false.',
  category: 'condition',
  icon: 'fork',
  schema,
  edges: ['then_edge', 'else_edge'],
  summary: ({ condition, mode }) => (mode === 'on_change' ? `${condition}, once per change` : condition),
  check: ({ condition }) => checkFormulaField('condition', condition),
  writes: ({ name }) => [name],
  reads: ({ condition }) => formulaReads(condition),
});
