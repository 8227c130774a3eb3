import type { JsonValue } from '@signalbox/flow';

/** When something was said, Unix ms: by the device's clock and by the server's. */
export interface Stamp {
  readonly generationTime: number;
  readonly serverTime: number;
}

/**
 * One record that moved the attributes. The object is used again for a later record.
 *
 * Most values are numbers, and a fleet's rows are rarely in the processor's caches: so a row is one
 * array of doubles, which has no pointers to follow or to collect.
 */
export interface Row {
  /**
   * Sequence, generation time, server time, number of `others`; then for every 16 columns a word
   * that says what they hold, two bits each, and their 16 cells.
   */
  readonly data: number[];
  /** Texts, lists and objects; the cell has the index. */
  readonly others: JsonValue[];
  /** Times of values that a flow wrote under other times than the record's, by column. */
  ownStamps: Map<number, Stamp> | null;
}

const SEQUENCE = 0;
const GENERATION_TIME = 1;
const SERVER_TIME = 2;
const OTHER_COUNT = 3;
const HEADER = 4;

const COLUMNS_PER_BLOCK = 16;
const BLOCK = COLUMNS_PER_BLOCK + 1;

/** The record did not have the attribute. */
export const ABSENT = 0;
/** The record said that there is no value. */
export const NO_VALUE = 1;
/** From here on the record had a value. */
export const NUMBER = 2;
const NO_NUMBER = 3;

// Cells of booleans; the index of any other value is not negative.
const FALSE = -1;
const TRUE = -2;

/** An empty row with as much room as another one. */
export function createRow(sequence: number, stamp: Stamp, like: Row | undefined): Row {
  // Fractions, so that V8 keeps doubles from the start; a copy has no more room than it needs.
  const data = like === undefined ? Array.from({ length: HEADER }, () => 0.5) : like.data.slice();
  const row: Row = { data, others: like?.others.slice() ?? [], ownStamps: null };
  resetRow(row, sequence, stamp);
  return row;
}

/** Empties a row for another record. */
export function resetRow(row: Row, sequence: number, { generationTime, serverTime }: Stamp): void {
  const { data } = row;
  data[SEQUENCE] = sequence;
  data[GENERATION_TIME] = generationTime;
  data[SERVER_TIME] = serverTime;
  data[OTHER_COUNT] = 0;
  for (let word = HEADER; word < data.length; word += BLOCK) data[word] = 0;
  row.ownStamps = null;
}

/** The record's place among all records of its source, from 1. */
export function sequenceOf(row: Row): number {
  return row.data[SEQUENCE] ?? 0;
}

/** The record's own times. */
export function stampOf({ data }: Row): Stamp {
  return { generationTime: data[GENERATION_TIME] ?? 0, serverTime: data[SERVER_TIME] ?? 0 };
}

/** The times of a column's value. */
export function stampAt(row: Row, column: number): Stamp {
  return row.ownStamps?.get(column) ?? stampOf(row);
}

/** The generation time of a column's value. */
export function generationTimeAt(row: Row, column: number): number {
  return row.ownStamps?.get(column)?.generationTime ?? row.data[GENERATION_TIME] ?? 0;
}

/** Columns that the row has room for; those beyond are absent. */
export function widthOf(row: Row): number {
  return ((row.data.length - HEADER) / BLOCK) * COLUMNS_PER_BLOCK;
}

/** What a column holds: `ABSENT`, `NO_VALUE`, or from `NUMBER` on a value. */
export function kindAt(row: Row, column: number): number {
  const { data } = row;
  const word = wordOf(column);
  return word < data.length ? ((data[word] ?? 0) >> shiftOf(column)) & 3 : ABSENT;
}

/** The value of a column; *no value* for one that has none. */
export function readValue(row: Row, column: number): JsonValue {
  const kind = kindAt(row, column);
  if (kind < NUMBER) return null;
  const cell = row.data[cellOf(column)] ?? 0;
  if (kind === NUMBER) return cell;
  return cell < 0 ? cell === TRUE : (row.others[cell] ?? null);
}

/** Writes a value to a column's cell. @returns its kind, which the caller has to note */
export function writeCell(row: Row, column: number, value: JsonValue): number {
  const { data } = row;
  const cell = cellOf(column);
  while (data.length <= cell) addBlock(data);
  if (typeof value === 'number') {
    data[cell] = value;
    return NUMBER;
  }
  if (value === null) return NO_VALUE;
  data[cell] = typeof value === 'boolean' ? (value ? TRUE : FALSE) : addOther(row, value);
  return NO_NUMBER;
}

/** The block of 16 columns whose kinds stand in one word. */
export function blockOf(column: number): number {
  return column >> 4;
}

/** A column's kind where it stands in the word of its block. */
export function kindInWord(column: number, kind: number): number {
  return kind << shiftOf(column);
}

/** Notes the kinds of columns of one block, all of them absent so far. */
export function addKinds({ data }: Row, block: number, kinds: number): void {
  if (kinds === 0) return;
  const word = HEADER + block * BLOCK;
  data[word] = (data[word] ?? 0) | kinds;
}

/** Writes a value over what the column holds. */
export function writeValue(row: Row, column: number, value: JsonValue): void {
  const kind = writeCell(row, column, value);
  setKind(row.data, column, kind);
}

/** Forgets what a column holds. */
export function clearColumn(row: Row, column: number): void {
  if (cellOf(column) < row.data.length) setKind(row.data, column, ABSENT);
  row.ownStamps?.delete(column);
}

/** Which attributes a row has and of which kinds: to be asked with `hasKinds`. */
export function kindsOf({ data }: Row): readonly number[] {
  const kinds: number[] = [];
  for (let word = HEADER; word < data.length; word += BLOCK) kinds.push(data[word] ?? 0);
  return kinds;
}

/** Whether a row has the same attributes, of the same kinds, as one that `kindsOf` was asked of. */
export function hasKinds({ data }: Row, kinds: readonly number[]): boolean {
  if (data.length !== HEADER + kinds.length * BLOCK) return false;
  let word = HEADER;
  for (const kind of kinds) {
    if (data[word] !== kind) return false;
    word += BLOCK;
  }
  return true;
}

function wordOf(column: number): number {
  return HEADER + blockOf(column) * BLOCK;
}

function cellOf(column: number): number {
  return wordOf(column) + 1 + (column & 15);
}

function shiftOf(column: number): number {
  return (column & 15) << 1;
}

function setKind(data: number[], column: number, kind: number): void {
  const word = wordOf(column);
  const shift = shiftOf(column);
  data[word] = ((data[word] ?? 0) & ~(3 << shift)) | (kind << shift);
}

function addBlock(data: number[]): void {
  for (let i = 0; i < BLOCK; i++) data.push(0);
}

function addOther(row: Row, value: JsonValue): number {
  const index = row.data[OTHER_COUNT] ?? 0;
  row.data[OTHER_COUNT] = index + 1;
  row.others[index] = value;
  return index;
}
