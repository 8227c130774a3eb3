import { z } from 'zod';
import { attributeNameSchema, defineNode, fieldMeta } from '@signalbox/flow';
import { checkFormulaField, formulaGeofences, formulaReads } from '../formula-field.ts';
import { listField } from '../list-field.ts';
import { titleField } from '../title-field.ts';

const MAX_ITEMS = 200;

const formula = z.string().trim().min(1).max(4000);

const itemSchema = z
  .strictObject({
    name: attributeNameSchema.meta(fieldMeta({ title: 'Attribute', control: 'attribute' })),
    value: formula.meta(fieldMeta({ title: 'Value', control: 'formula' })),
    generation_time: formula.nullish().meta(
      fieldMeta({
        title: 'Device time',
        description: 'Unix milliseconds; the message’s own time when empty.',
        control: 'formula',
        advanced: true,
      }),
    ),
    server_time: formula.nullish().meta(
      fieldMeta({
        title: 'Server time',
        description: 'Unix milliseconds; the message’s own time when empty.',
        control: 'formula',
        advanced: true,
      }),
    ),
  })
  .meta(fieldMeta({ title: 'Attribute' }));

const schema = z.strictObject({
  title: titleField.default('Attributes'),
  items: listField(itemSchema, MAX_ITEMS, {
    title: 'Attributes',
    description: 'From top to bottom; each sees those above it.',
  }),
});

export type InitiateAttributes = z.infer<typeof schema>;
export type AttributeItem = z.infer<typeof itemSchema>;

export const definition = defineNode<InitiateAttributes>({
  type: 'initiate_attributes',
  title: 'Attributes',
  description: 'Computes attributes from the message and from what is known of the device.',
  category: 'process',
  icon: 'formula',
  schema,
  edges: ['simple_edge'],
  summary: ({ items }) => (items.length === 0 ? 'No attribute' : items.map(({ name }) => name).join(', ')),
  check: ({ items }, known) =>
    items.flatMap((item, index) =>
      formulasOf(item, index).flatMap(([path, text]) => checkFormulaField(path, text, known)),
    ),
  writes: ({ items }) => items.map(({ name }) => name),
  reads: ({ items }) =>
    items.flatMap((item, index) => formulasOf(item, index).flatMap(([, text]) => formulaReads(text))),
  geofences: ({ items }) =>
    items.flatMap((item, index) => formulasOf(item, index).flatMap(([, text]) => formulaGeofences(text))),
});

type FormulaEntry = readonly [path: string, text: string];

function formulasOf(item: AttributeItem, index: number): readonly FormulaEntry[] {
  const at = `items[${index}]`;
  return [
    [`${at}.value`, item.value],
    ...optional(`${at}.generation_time`, item.generation_time),
    ...optional(`${at}.server_time`, item.server_time),
  ];
}

function optional(path: string, text: string | null | undefined): readonly FormulaEntry[] {
  return text === null || text === undefined ? [] : [[path, text]];
}
