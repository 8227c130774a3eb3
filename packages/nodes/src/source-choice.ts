import { z } from 'zod';
import type { FieldProblem, NodeRuntime, Source } from '@signalbox/flow';
import { fieldMeta } from '@signalbox/flow';
import { listField } from './list-field.ts';

const MAX_SOURCES = 25_000;
const MAX_CHOICES = 1000;

const selectSchema = z.strictObject({
  all: z
    .boolean()
    .meta(fieldMeta({ title: 'Every device' }))
    .default(false),
  labels: listField(z.string().min(1).max(64), MAX_CHOICES, {
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

/** The fields by which a node that starts a flow chooses its devices. */
export const sourceChoiceFields = {
  source_ids: listField(z.int().min(1), MAX_SOURCES, {
    title: 'Devices',
    description: 'Devices chosen one by one. None chosen means none, not all.',
    control: 'sources',
  }),
  select: selectSchema
    .meta(fieldMeta({ title: 'Devices by rule', description: 'Added to those chosen one by one.' }))
    .prefault({}),
} as const;

const choiceSchema = z.object(sourceChoiceFields);
export type SourceChoice = z.infer<typeof choiceSchema>;

/** How a node's stored data chooses devices; `null` when it is not of a node that starts a flow, or not valid. */
export function readChoice(data: unknown): SourceChoice | null {
  if (typeof data !== 'object' || data === null || !('source_ids' in data || 'select' in data)) return null;
  const choice = choiceSchema.safeParse(data);
  return choice.success ? choice.data : null;
}

/** Whether a device is among those chosen. */
export function isChosen({ source_ids: ids, select }: SourceChoice, source: ChosenSource): boolean {
  return matchesRule(select, source) || ids.includes(source.id);
}

/** What of a device decides whether it is chosen. */
type ChosenSource = Pick<Source, 'id' | 'model' | 'labels'>;

/** A warning when no device is chosen. */
export function checkChoice(choice: SourceChoice): readonly FieldProblem[] {
  if (!choosesNothing(choice)) return [];
  const message = 'no device is chosen, so nothing starts here';
  return [{ severity: 'warning', path: 'source_ids', message, code: 'nothing_chosen' }];
}

/** The words of a language for a choice of devices. */
export interface ChoiceWords {
  readonly every: string;
  readonly none: string;
  devices(count: number): string;
  labels(names: readonly string[]): string;
  models(names: readonly string[]): string;
}

const ENGLISH: ChoiceWords = {
  every: 'Every device',
  none: 'No device',
  devices: (count) => (count === 1 ? '1 device' : `${count} devices`),
  labels: (names) => `label ${names.join(' or ')}`,
  models: (names) => `model ${names.join(' or ')}`,
};

/** `2 devices + label vans`. */
export function summariseChoice(choice: SourceChoice, words: ChoiceWords = ENGLISH): string {
  const { source_ids: ids, select } = choice;
  if (select.all) return words.every;
  if (choosesNothing(choice)) return words.none;
  const chosen = ids.length === 0 ? [] : [words.devices(ids.length)];
  const rule = [
    ...(select.labels.length === 0 ? [] : [words.labels(select.labels)]),
    ...(select.models.length === 0 ? [] : [words.models(select.models)]),
  ].join(', ');
  return [...chosen, ...(rule === '' ? [] : [rule])].join(' + ');
}

/** How a node type that starts a flow answers for its devices. */
export const choosesSources = {
  selects: isChosen,
  candidates: ({ source_ids: ids, select }: SourceChoice): readonly number[] | null =>
    hasRule(select) ? null : ids,
} satisfies Pick<NodeRuntime<SourceChoice>, 'selects' | 'candidates'>;

/** Whether devices are chosen by what they are, beside those chosen one by one. */
function hasRule({ all, labels, models }: SourceChoice['select']): boolean {
  return all || labels.length > 0 || models.length > 0;
}

function choosesNothing({ source_ids: ids, select }: SourceChoice): boolean {
  return ids.length === 0 && !hasRule(select);
}

function matchesRule(select: SourceChoice['select'], source: ChosenSource): boolean {
  if (!hasRule(select)) return false;
  const { all, labels, models } = select;
  if (all) return true;
  const labelled = labels.length === 0 || labels.some((label) => source.labels.includes(label));
  return labelled && (models.length === 0 || models.includes(source.model));
}
