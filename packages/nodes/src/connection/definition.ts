import { z } from 'zod';
import { defineNode, fieldMeta } from '@signalbox/flow';
import { checkChoice, sourceChoiceFields, summariseChoice } from '../source-choice.ts';
import { titleField } from '../title-field.ts';

const schema = z.strictObject({
  title: titleField.default('Connection'),
  ...sourceChoiceFields,
  on: z.enum(['online', 'offline']).meta(
    fieldMeta({
      title: 'When the device',
      choices: { online: 'Connects', offline: 'Disconnects' },
    }),
  ),
});

export type Connection = z.infer<typeof schema>;

export const definition = defineNode<Connection>({
  type: 'connection',
  title: 'Connection',
  description: 'Starts the flow when a device connects or disconnects.',
  category: 'trigger',
  icon: 'link',
  schema,
  edges: ['simple_edge'],
  summary: (data) => `${summariseChoice(data)}, going ${data.on}`,
  meaning: ({ on }) => ({ on }),
  check: checkChoice,
});
