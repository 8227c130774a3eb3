import { z } from 'zod';
import { defineNode, fieldMeta } from '@signalbox/flow';
import { checkChoice, sourceChoiceFields, summariseChoice } from '../source-choice.ts';
import { MAX_SECONDS } from '../timing-fields.ts';
import { titleField } from '../title-field.ts';
import { durationWords } from '../duration-words.ts';

const schema = z.strictObject({
  title: titleField.default('Silence'),
  ...sourceChoiceFields,
  after_s: z
    .number()
    .min(10)
    .max(MAX_SECONDS)
    .meta(fieldMeta({ title: 'Silent for', control: 'seconds' })),
});

export type Silence = z.infer<typeof schema>;

export const definition = defineNode<Silence>({
  type: 'silence',
  title: 'Silence',
  description: 'Starts the flow once when a device has sent nothing for a while.',
  category: 'trigger',
  icon: 'silence',
  schema,
  edges: ['simple_edge'],
  summary: (data) => `${summariseChoice(data)}, silent for ${durationWords(data.after_s)}`,
  meaning: ({ after_s: afterS }) => ({ after_s: afterS }),
  check: checkChoice,
});
