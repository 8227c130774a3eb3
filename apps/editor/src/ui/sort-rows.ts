import { locale } from '../text/locale.ts';

/** What rows are sorted by; `null` for what is not known. */
export type SortKey = string | number | null;

export interface SortOrder {
  readonly columnId: string;
  readonly isDescending: boolean;
}

/**
 * The rows by a key: figures by size, words as people expect them, `Van 2` before `Van 10`. What is
 * not known comes last either way; what is equal stays in its order.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => SortKey,
  isDescending: boolean,
): readonly Row[] {
  const sign = isDescending ? -1 : 1;
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .toSorted((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
      return sign * compare(a.key, b.key);
    })
    .map(({ row }) => row);
}

const words = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a), String(b));
}
