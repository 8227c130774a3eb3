import type { Source } from '@signalbox/flow';
import { defineRuntime } from '@signalbox/flow';
import type { DataSource } from './definition.ts';
import { definition } from './definition.ts';

export const runtime = defineRuntime(definition, {
  prepare: () => () => 'simple_edge',
  selects: (data, source) => data.source_ids.includes(source.id) || matchesRule(data.select, source),
  acceptsLate: () => true,
});

function matchesRule({ all, labels, models }: DataSource['select'], source: Source): boolean {
  if (all) return true;
  if (labels.length === 0 && models.length === 0) return false;
  const labelled = labels.length === 0 || labels.some((label) => source.labels.includes(label));
  return labelled && (models.length === 0 || models.includes(source.model));
}
