import type { RowUnitId } from './units.ts';

/** A number in the unit in which the person thinks; without one, in that of the attribute. */
export interface RowNumber {
  readonly type: 'number';
  /** Finite. */
  readonly value: number;
  readonly unit?: RowUnitId;
}

export interface RowText {
  readonly type: 'text';
  readonly value: string;
}

/** What an attribute is compared with. Truth is asked for with `is_true` and `is_false`. */
export type RowValue = RowNumber | RowText;

/** What a row's operator asks for beside the attribute, which decides the row's shape. */
export type RowKind = 'compare' | 'range' | 'list' | 'text' | 'state' | 'geofence';

/** The operators of rows in the order in which they are offered. */
export const ROW_OPERATORS = [
  { operator: '==', kind: 'compare' },
  { operator: '!=', kind: 'compare' },
  { operator: '<', kind: 'compare' },
  { operator: '<=', kind: 'compare' },
  { operator: '>', kind: 'compare' },
  { operator: '>=', kind: 'compare' },
  { operator: 'between', kind: 'range' },
  { operator: 'in', kind: 'list' },
  { operator: 'not_in', kind: 'list' },
  { operator: 'contains', kind: 'text' },
  { operator: 'not_contains', kind: 'text' },
  { operator: 'starts_with', kind: 'text' },
  { operator: 'ends_with', kind: 'text' },
  { operator: 'is_true', kind: 'state' },
  { operator: 'is_false', kind: 'state' },
  { operator: 'exists', kind: 'state' },
  { operator: 'missing', kind: 'state' },
  { operator: 'changed', kind: 'state' },
  { operator: 'inside', kind: 'geofence' },
  { operator: 'outside', kind: 'geofence' },
  { operator: 'enters', kind: 'geofence' },
  { operator: 'leaves', kind: 'geofence' },
] as const satisfies readonly { readonly operator: string; readonly kind: RowKind }[];

export type RowOperator = (typeof ROW_OPERATORS)[number]['operator'];

/** The operators of one shape of rows. */
export type RowOperatorOf<Kind extends RowKind> = Extract<
  (typeof ROW_OPERATORS)[number],
  { readonly kind: Kind }
>['operator'];

export interface CompareRow {
  readonly kind: 'compare';
  readonly attribute: string;
  readonly operator: RowOperatorOf<'compare'>;
  readonly value: RowValue;
}

/** Both bounds belong to it. */
export interface RangeRow {
  readonly kind: 'range';
  readonly attribute: string;
  readonly operator: 'between';
  readonly low: RowValue;
  readonly high: RowValue;
}

export interface ListRow {
  readonly kind: 'list';
  readonly attribute: string;
  readonly operator: RowOperatorOf<'list'>;
  readonly values: readonly RowValue[];
}

export interface TextRow {
  readonly kind: 'text';
  readonly attribute: string;
  readonly operator: RowOperatorOf<'text'>;
  readonly text: string;
}

/** `changed`: this message brings another value than the last one before it. */
export interface StateRow {
  readonly kind: 'state';
  readonly attribute: string;
  readonly operator: RowOperatorOf<'state'>;
}

export interface GeofenceRow {
  readonly kind: 'geofence';
  readonly operator: RowOperatorOf<'geofence'>;
  readonly geofenceId: number;
}

/** One line of the row builder. */
export type Row = CompareRow | RangeRow | ListRow | TextRow | StateRow | GeofenceRow;

/** Rows of which all, or any, must hold; negated: of which not all, or none, may. */
export interface RowGroup {
  readonly kind: 'group';
  readonly match: 'all' | 'any';
  readonly negated: boolean;
  readonly items: readonly RowItem[];
}

export type RowItem = Row | RowGroup;
