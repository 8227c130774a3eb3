import type { Source } from '@signalbox/flow';
import { defineRuntime } from '@signalbox/flow';
import type { DataSource } from './definition.ts';
import { definition, hasRule } from './definition.ts';

export const runtime = defineRuntime(definition, {
  prepare: () => () => 'simple_edge',
  selects: (data, source) => matchesRule(data.select, source) || data.source_ids.includes(source.id),
  candidates: (data) => (hasRule(data.select) ? null : data.source_ids),
  acceptsLate: () => true,
});

function matchesRule(select: DataSource['select'], source: Source): boolean {
  if (!hasRule(select)) return false;
  const { all, labels, models } = select;
  if (all) return true;
  const labelled = labels.length === 0 || labels.some((label) => source.labels.includes(label));
  return labelled && (models.length === 0 || models.includes(source.model));
}
