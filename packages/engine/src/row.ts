import type { JsonValue } from '@signalbox/flow';

/** When something was said, Unix ms: by the device's clock and by the server's. */
export interface Stamp {
  readonly generationTime: number;
  readonly serverTime: number;
}

/**
 * One record that moved the attributes. The object is used again for a later record.
 *
 * Most values are numbers, and an array of doubles has no pointers: so kept, a fleet's history
 * costs the garbage collector nothing, and a record is written in a tenth of a microsecond.
 */
export interface Row {
  /** Place among all records of the source, from 1. */
  sequence: number;
  generationTime: number;
  serverTime: number;
  /** What each column holds, two bits each, eight columns to a word; see `kindAt`. */
  readonly kinds: number[];
  /** By column: a number, 0 or 1 for a boolean, or `ELSEWHERE`. */
  readonly cells: number[];
  /** By slot: texts, lists and objects. */
  readonly others: JsonValue[];
  /** Times of values that a flow wrote under other times than the record's, by column. */
  ownStamps: Map<number, Stamp> | null;
}

/** The record did not have the attribute. */
export const ABSENT = 0;
/** The record said that there is no value. */
export const NO_VALUE = 1;
/** From here on the record had a value. */
export const NUMBER = 2;
const NO_NUMBER = 3;
const ELSEWHERE = 2;

/** An empty row with as much room as another one: arrays that are copied have none to spare. */
export function createRow(sequence: number, { generationTime, serverTime }: Stamp, like?: Row): Row {
  return {
    sequence,
    generationTime,
    serverTime,
    kinds: like === undefined ? [] : like.kinds.map(() => 0),
    cells: like === undefined ? [] : like.cells.slice(),
    others: [],
    ownStamps: null,
  };
}

/** Empties a row for another record. */
export function resetRow(row: Row, sequence: number, { generationTime, serverTime }: Stamp): void {
  row.sequence = sequence;
  row.generationTime = generationTime;
  row.serverTime = serverTime;
  row.ownStamps = null;
  const { kinds } = row;
  for (let word = 0; word < kinds.length; word++) kinds[word] = 0;
}

/** What a column holds: `ABSENT`, `NO_VALUE`, or from `NUMBER` on a value. */
export function kindAt(row: Row, column: number): number {
  return ((row.kinds[column >> 3] ?? 0) >> ((column & 7) << 1)) & 3;
}

/** Writes a number to a column that the row has room for and that is absent. */
export function writeNumber(row: Row, column: number, value: number): void {
  const word = column >> 3;
  row.cells[column] = value;
  row.kinds[word] = (row.kinds[word] ?? 0) | (NUMBER << ((column & 7) << 1));
}

/** Writes a value over what the column holds; one for which `needsSlot` is true goes to the slot. */
export function writeValue(row: Row, column: number, value: JsonValue, slot: number): void {
  makeRoom(row, column);
  if (typeof value === 'number') {
    setKind(row, column, NUMBER);
    row.cells[column] = value;
  } else if (value === null) {
    setKind(row, column, NO_VALUE);
  } else {
    setKind(row, column, NO_NUMBER);
    row.cells[column] = typeof value === 'boolean' ? Number(value) : ELSEWHERE;
    if (needsSlot(value)) row.others[slot] = value;
  }
}

/** Whether a value is kept outside the cells: a text, list or object. */
export function needsSlot(value: JsonValue): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null);
}

/** The value of a column; *no value* for one that has none. */
export function readValue(row: Row, column: number, slot: number): JsonValue {
  const kind = kindAt(row, column);
  if (kind < NUMBER) return null;
  const cell = row.cells[column] ?? ELSEWHERE;
  if (kind === NUMBER) return cell;
  return cell === ELSEWHERE ? (row.others[slot] ?? null) : cell === 1;
}

/** The times of a column's value. */
export function stampAt(row: Row, column: number): Stamp {
  return row.ownStamps?.get(column) ?? row;
}

/** Forgets what a column holds. */
export function clearColumn(row: Row, column: number): void {
  if (column < row.cells.length) setKind(row, column, ABSENT);
  row.ownStamps?.delete(column);
}

/** Whether two rows have the same attributes, of the same kinds. */
export function hasSameKinds(row: Row, other: Row): boolean {
  const words = Math.max(row.kinds.length, other.kinds.length);
  for (let word = 0; word < words; word++) {
    if ((row.kinds[word] ?? 0) !== (other.kinds[word] ?? 0)) return false;
  }
  return true;
}

function makeRoom({ cells, kinds }: Row, column: number): void {
  // A fraction, so that V8 keeps doubles from the start.
  while (cells.length <= column) cells.push(0.5);
  while (kinds.length <= column >> 3) kinds.push(0);
}

function setKind(row: Row, column: number, kind: number): void {
  const word = column >> 3;
  const shift = (column & 7) << 1;
  row.kinds[word] = ((row.kinds[word] ?? 0) & ~(3 << shift)) | (kind << shift);
}
