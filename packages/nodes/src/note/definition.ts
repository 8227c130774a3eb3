import { z } from 'zod';
import { defineNode, fieldMeta } from '@signalbox/flow';
import { titleField } from '../title-field.ts';

const TITLE = 'Note';
/** So long may the text be that people read on the canvas. */
const MAX_CHARACTERS = 2000;

const schema = z.strictObject({
  title: titleField.default(TITLE),
  text: z
    .string()
    .max(MAX_CHARACTERS)
    .default('')
    .meta(fieldMeta({ title: 'Text', control: 'multiline' })),
});

export type Note = z.infer<typeof schema>;

export const definition = defineNode<Note>({
  type: 'note',
  title: TITLE,
  description: 'Text on the canvas, for whoever reads the flow next.',
  category: 'note',
  icon: 'note',
  schema,
  edges: [],
  summary: ({ text }) => text.trim().split('\n')[0] || 'Empty',
  // It has neither state nor timers.
  meaning: () => null,
});
