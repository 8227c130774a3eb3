import type { Row, RowGroup, RowItem, RowOperator, RowUnitId, RowValue } from '@signalbox/expression';
import { ROW_OPERATORS } from '@signalbox/expression';

/** A value as it is typed. What was read as text stays text, also when it looks like a number. */
export interface DraftValue {
  readonly typed: string;
  readonly isText: boolean;
}

/** One line while it is edited: it may still lack something. */
export interface DraftRow {
  readonly kind: 'row';
  readonly id: number;
  readonly attribute: string;
  readonly operator: RowOperator;
  /** One value, two for a range, any number for a list. */
  readonly values: readonly DraftValue[];
  readonly unit: RowUnitId | null;
  readonly geofenceId: number | null;
}

export interface DraftGroup {
  readonly kind: 'group';
  readonly id: number;
  readonly match: RowGroup['match'];
  readonly negated: boolean;
  readonly items: readonly DraftItem[];
}

export type DraftItem = DraftRow | DraftGroup;

/** Gives numbers that tell the lines of one builder apart. */
export type NewId = () => number;

export function createIds(): NewId {
  let last = 0;
  return () => (last += 1);
}

export function blankRow(id: number): DraftRow {
  return { kind: 'row', id, attribute: '', operator: '>', values: [], unit: null, geofenceId: null };
}

/** Rows as the builder edits them. */
export function draftOf(group: RowGroup, newId: NewId): DraftGroup {
  const { match, negated, items } = group;
  return { kind: 'group', id: newId(), match, negated, items: items.map((item) => draftItem(item, newId)) };
}

function draftItem(item: RowItem, newId: NewId): DraftItem {
  return item.kind === 'group' ? draftOf(item, newId) : draftRow(item, newId());
}

function draftRow(row: Row, id: number): DraftRow {
  const blank = { ...blankRow(id), operator: row.operator };
  switch (row.kind) {
    case 'geofence':
      return { ...blank, geofenceId: row.geofenceId };
    case 'state':
      return { ...blank, attribute: row.attribute };
    case 'text':
      return { ...blank, attribute: row.attribute, values: [{ typed: row.text, isText: true }] };
    case 'compare':
      return withValues({ ...blank, attribute: row.attribute }, [row.value]);
    case 'range':
      return withValues({ ...blank, attribute: row.attribute }, [row.low, row.high]);
    case 'list':
      return withValues({ ...blank, attribute: row.attribute }, row.values);
  }
}

function withValues(row: DraftRow, values: readonly RowValue[]): DraftRow {
  const [first] = values;
  const unit = first?.type === 'number' ? (first.unit ?? null) : null;
  return {
    ...row,
    unit,
    values: values.map((value) => ({ typed: String(value.value), isText: value.type === 'text' })),
  };
}

/** Whether the builder can show all of it: one unit in a row, and no comma in the values of a list. */
export function fitsBuilder(group: RowGroup): boolean {
  return group.items.every((item) => {
    if (item.kind === 'group') return fitsBuilder(item);
    if (item.kind === 'range') return unitOfValue(item.low) === unitOfValue(item.high);
    if (item.kind !== 'list') return true;
    const hasComma = item.values.some((value) => value.type === 'text' && /^\s|,|\s$/.test(value.value));
    return !hasComma && new Set(item.values.map(unitOfValue)).size <= 1;
  });
}

function unitOfValue(value: RowValue): RowUnitId | null {
  return value.type === 'number' ? (value.unit ?? null) : null;
}

/** The rows of a draft; lines that still lack something are left out. */
export function rowsOfDraft({ match, negated, items }: DraftGroup): RowGroup {
  const rows = items
    .map((item) => (item.kind === 'group' ? rowsOfDraft(item) : rowOfDraft(item)))
    .filter((row) => row !== null);
  return { kind: 'group', match, negated, items: rows };
}

/** The row that a line is; `null` while it lacks something. */
export function rowOfDraft(draft: DraftRow): Row | null {
  const known = ROW_OPERATORS.find(({ operator }) => operator === draft.operator);
  if (known === undefined) return null;
  if (known.kind === 'geofence') {
    const { geofenceId } = draft;
    return geofenceId === null ? null : { kind: 'geofence', operator: known.operator, geofenceId };
  }
  const { attribute } = draft;
  if (attribute === '') return null;
  if (known.kind === 'state') return { kind: 'state', attribute, operator: known.operator };
  const [first, second] = draft.values;
  if (known.kind === 'text') {
    const text = first?.typed ?? '';
    return text === '' ? null : { kind: 'text', attribute, operator: known.operator, text };
  }
  const low = valueOf(first, draft.unit);
  if (low === null) return null;
  if (known.kind === 'compare') return { kind: 'compare', attribute, operator: known.operator, value: low };
  if (known.kind === 'list') return listRow(draft, known.operator);
  const high = valueOf(second, draft.unit);
  return high === null ? null : { kind: 'range', attribute, operator: known.operator, low, high };
}

function listRow({ attribute, values, unit }: DraftRow, operator: 'in' | 'not_in'): Row | null {
  const read = values
    .map((value) => valueOf({ ...value, typed: value.typed.trim() }, unit))
    .filter((value) => value !== null);
  return read.length === 0 ? null : { kind: 'list', attribute, operator, values: read };
}

function valueOf(value: DraftValue | undefined, unit: RowUnitId | null): RowValue | null {
  const typed = value?.typed.trim() ?? '';
  if (value === undefined || typed === '') return null;
  const number = numberOf(typed);
  if (value.isText || number === null) return { type: 'text', value: value.isText ? value.typed : typed };
  return unit === null ? { type: 'number', value: number } : { type: 'number', value: number, unit };
}

/** A number as people type it, with a comma as well; `null` for what is none. */
function numberOf(typed: string): number | null {
  if (!/^[+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:e[+-]?\d+)?$/i.test(typed)) return null;
  const number = Number(typed.replace(',', '.'));
  return Number.isFinite(number) ? number : null;
}
