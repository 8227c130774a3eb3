import { StorageError } from './storage-error.ts';

/** A part of a list; `next` is the `before` of the part that follows, `null` at the end. */
export interface Page<Item> {
  readonly list: readonly Item[];
  readonly next: string | null;
}

/** Cuts a page off rows of which one more than `limit` was asked for. */
export function toPage<Item>(
  rows: readonly Item[],
  limit: number,
  cursorOf: (last: Item) => string,
): Page<Item> {
  const list = rows.slice(0, limit);
  const last = list.at(-1);
  const next = rows.length > limit && last !== undefined ? cursorOf(last) : null;
  return { list, next };
}

/**
 * The number in a cursor; without a cursor the end of all numbers.
 * @throws {StorageError} `bad_cursor`
 */
export function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return Number.MAX_SAFE_INTEGER;
  const value = /^\d{1,16}$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw badCursor(cursor);
  return value;
}

export function badCursor(cursor: string): StorageError {
  return new StorageError(
    'bad_cursor',
    `"${cursor}" is not a place in this list. Use the cursor of the answer before.`,
  );
}
