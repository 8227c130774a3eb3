import { z } from 'zod';
import { defineNode } from '@signalbox/flow';
import { checkChoice, sourceChoiceFields, summariseChoice } from '../source-choice.ts';
import { titleField } from '../title-field.ts';

const schema = z.strictObject({ title: titleField.default('Devices'), ...sourceChoiceFields });

export type DataSource = z.infer<typeof schema>;

export const definition = defineNode<DataSource>({
  type: 'data_source',
  title: 'Data source',
  description: 'Starts the flow for every message of the devices it chooses.',
  category: 'trigger',
  icon: 'antenna',
  schema,
  edges: ['simple_edge'],
  summary: (data) => summariseChoice(data),
  check: checkChoice,
});
