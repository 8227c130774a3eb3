import type { SQLOutputValue } from 'node:sqlite';

/*
 * Reading columns by kind. SQLite says at run time what a column holds; asking here, once per
 * column, is all the mapping there is between rows and our types.
 */

export type Row = Readonly<Record<string, SQLOutputValue>>;

export function integer(row: Row, column: string): number {
  const value = row[column];
  return typeof value === 'number' ? value : mismatch(column, value);
}

export function integerOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : integer(row, column);
}

export function text(row: Row, column: string): string {
  const value = row[column];
  return typeof value === 'string' ? value : mismatch(column, value);
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

export function blob(row: Row, column: string): Uint8Array {
  const value = row[column];
  return value instanceof Uint8Array ? value : mismatch(column, value);
}

/** A boolean kept as 0 or 1. */
export function flag(row: Row, column: string): boolean {
  return integer(row, column) === 1;
}

/** A text that is one of the given words. */
export function word<Word extends string>(row: Row, column: string, words: readonly Word[]): Word {
  const value = row[column];
  return words.find((candidate) => candidate === value) ?? mismatch(column, value);
}

/** A word kept as its number. */
export function coded<Word extends string>(row: Row, column: string, words: ReadonlyMap<number, Word>): Word {
  const value = row[column];
  return words.get(integer(row, column)) ?? mismatch(column, value);
}

function mismatch(column: string, value: SQLOutputValue | undefined): never {
  throw new TypeError(`Column ${column} holds ${JSON.stringify(value)}, which it never should.`);
}
