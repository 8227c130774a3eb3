import { z } from 'zod';
import { defineNode, fieldMeta } from '@signalbox/flow';
import { listField } from '../list-field.ts';
import { titleField } from '../title-field.ts';

const MAX_SOURCES = 25_000;
const MAX_CHOICES = 1000;

const selectSchema = z.strictObject({
  all: z
    .boolean()
    .meta(fieldMeta({ title: 'Every device' }))
    .default(false),
  labels: listField(z.string().min(1).max(60), MAX_CHOICES, {
    title: 'With a label',
    description: 'Devices that carry any of these labels, those added later included.',
    control: 'labels',
  }),
  models: listField(z.string().min(1).max(64), MAX_CHOICES, {
    title: 'Of a model',
    description: 'With labels as well, a device must match both.',
    control: 'models',
  }),
});

const schema = z.strictObject({
  title: titleField.default('Devices'),
  source_ids: listField(z.int().min(1), MAX_SOURCES, {
    title: 'Devices',
    description: 'Devices chosen one by one. None chosen means none, not all.',
    control: 'sources',
  }),
  select: selectSchema
    .meta(fieldMeta({ title: 'Devices by rule', description: 'Added to those chosen one by one.' }))
    .prefault({}),
});

export type DataSource = z.infer<typeof schema>;

export const definition = defineNode<DataSource>({
  type: 'data_source',
  title: 'Data source',
  description: 'Starts the flow for every message of the devices it chooses.',
  category: 'trigger',
  icon: 'antenna',
  schema,
  edges: ['simple_edge'],
  summary: summarise,
  check: (data) =>
    choosesNothing(data)
      ? [{ severity: 'warning', path: 'source_ids', message: 'no device is chosen, so nothing starts here' }]
      : [],
});

/** Whether devices are chosen by what they are, beside those chosen one by one. */
export function hasRule({ all, labels, models }: DataSource['select']): boolean {
  return all || labels.length > 0 || models.length > 0;
}

function choosesNothing({ source_ids: ids, select }: DataSource): boolean {
  return ids.length === 0 && !hasRule(select);
}

function summarise(data: DataSource): string {
  const { source_ids: ids, select } = data;
  if (select.all) return 'Every device';
  if (choosesNothing(data)) return 'No device';
  const chosen = ids.length === 0 ? [] : [ids.length === 1 ? '1 device' : `${ids.length} devices`];
  const rule = [
    ...(select.labels.length === 0 ? [] : [`label ${select.labels.join(' or ')}`]),
    ...(select.models.length === 0 ? [] : [`model ${select.models.join(' or ')}`]),
  ].join(', ');
  return [...chosen, ...(rule === '' ? [] : [rule])].join(' + ');
}
