import { formulaOf, rowsOf } from '@signalbox/expression';
import { expect, test } from 'vitest';
import type { DraftItem, DraftRow } from './draft.ts';
import { blankRow, createIds, draftOf, fitsBuilder, rowOfDraft, rowsOfDraft } from './draft.ts';
import { withAdded, withItem } from './draft-edits.ts';

test.each([
  'speed > 80',
  'speed > 50 * 1.609344',
  'speed >= 10 and speed <= 20',
  "status in ['a', 'b']",
  'not (input_1 in [1, 2])',
  "contains(driver_id, '12')",
  "driver_id == '12'",
  'not ignition',
  'fuel_level == null',
  "value('speed', 0, 'all') != value('speed', 1, 'valid')",
  'not inGeofence(7)',
  'speed > 80 and (ignition or temperature_1 < -15.5)',
  'not (speed > 80 and ignition)',
])('%s is the same formula after it was a draft', (formula) => {
  const rows = rowsOf(formula);
  expect(rows).not.toBeNull();
  if (rows === null) return;
  expect(formulaOf(rowsOfDraft(draftOf(rows, createIds())))).toBe(formulaOf(rows));
});

function row(change: Partial<DraftRow>): DraftRow {
  return { ...blankRow(1), ...change };
}

test.each([
  ['no attribute', row({ values: [{ typed: '80', isText: false }] })],
  ['no value', row({ attribute: 'speed' })],
  ['spaces for a value', row({ attribute: 'speed', values: [{ typed: '  ', isText: false }] })],
  [
    'one bound of two',
    row({ attribute: 'speed', operator: 'between', values: [{ typed: '1', isText: false }] }),
  ],
  ['no geofence', row({ operator: 'inside' })],
])('a line with %s is no row yet', (_what, draft) => {
  expect(rowOfDraft(draft)).toBeNull();
});

test.each([
  ['80', false, { type: 'number', value: 80 }],
  ['-15,5', false, { type: 'number', value: -15.5 }],
  ['open', false, { type: 'text', value: 'open' }],
  ['12', true, { type: 'text', value: '12' }],
  ['1e999', false, { type: 'text', value: '1e999' }],
])('%s, known as text: %s, is read as it is meant', (typed, isText, value) => {
  expect(rowOfDraft(row({ attribute: 'x', operator: '==', values: [{ typed, isText }] }))).toMatchObject({
    value,
  });
});

test.each([
  ['speed >= 10 and speed <= 20 * 1.609344', 'two units between bounds'],
  ["status in ['a, b', 'c']", 'a comma within a value of a list'],
])('%s is left to the formula: %s', (formula) => {
  const rows = rowsOf(formula);
  expect(rows === null || fitsBuilder(rows)).toBe(false);
});

test('a line is added to and taken from a group inside a group', () => {
  const ids = createIds();
  const rows = rowsOf('speed > 80 and (ignition or moving)');
  if (rows === null) throw new Error('rows can show this');
  const draft = draftOf(rows, ids);
  const inner = draft.items.find((item: DraftItem) => item.kind === 'group');
  const added = { ...blankRow(ids()), attribute: 'door', operator: 'is_true' as const };
  const more = withAdded(draft, inner?.id ?? 0, added);
  expect(formulaOf(rowsOfDraft(more))).toBe('speed > 80 and (ignition or moving or door)');
  expect(formulaOf(rowsOfDraft(withItem(more, added.id, () => null)))).toBe(formulaOf(rows));
});
