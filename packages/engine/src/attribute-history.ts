import type { JsonValue } from '@signalbox/flow';
import {
  ABSENT,
  NO_VALUE,
  NUMBER,
  clearColumn,
  createRow,
  hasSameKinds,
  kindAt,
  needsSlot,
  readValue,
  resetRow,
  stampAt,
  writeNumber,
  writeValue,
} from './row.ts';
import type { Row, Stamp } from './row.ts';

/** Values that are kept per attribute. */
export const HISTORY_LENGTH = 12;

// One more than is shown: a record leaves when all that follow it up to the newest are complete,
// which the newest is not before the flows have written to it.
const MAX_ROWS = HISTORY_LENGTH + 1;

// A device that invents names must not fill the memory; names that it no longer sends give way.
const MAX_ATTRIBUTES = 1000;

/** Values of one attribute from before the rows: kept while the rows lack it. */
export interface OlderValues {
  /** Oldest first, as long as `stamps`, at most `HISTORY_LENGTH`. */
  readonly values: JsonValue[];
  readonly stamps: Stamp[];
  /** When a record said that there is no value, if after all values. */
  nulled: Stamp | null;
}

/**
 * The attributes of one source: the last records as rows of one table, a column per attribute.
 * Devices send the same attributes again and again, so a value that leaves the table usually has
 * twelve newer ones in it and is dropped; only what is sent now and then goes to `older`.
 */
export interface AttributeHistory {
  /** Records that moved the attributes so far. */
  sequence: number;
  /** A ring once it is full. */
  readonly rows: Row[];
  /** Index of the newest row; -1 when there is none. */
  newest: number;
  /** The last record that had other attributes than the one before it, as known of complete rows. */
  changedAt: number;
  /** Names by column, in order of first appearance. */
  readonly names: string[];
  readonly columns: Map<string, number>;
  /** By column: where rows keep values that are no numbers; -1 for nowhere yet. */
  readonly slots: number[];
  slotCount: number;
  /** The column to be asked next whether it gives way to a new name. */
  turn: number;
  /** By column; `null` while nothing is older than the rows. */
  older: Map<number, OlderValues> | null;
}

export function createHistory(): AttributeHistory {
  return {
    sequence: 0,
    rows: [],
    newest: -1,
    changedAt: 0,
    names: [],
    columns: new Map(),
    slots: [],
    slotCount: 0,
    turn: 0,
    older: null,
  };
}

/**
 * Moves the attributes by one record.
 *
 * A device sends its attributes in the same order again and again, so a name is looked for where
 * the last record had it; the map is asked only when the order changes.
 */
export function appendRecord(
  history: AttributeHistory,
  attributes: Readonly<Record<string, JsonValue>>,
  stamp: Stamp,
): void {
  const row = nextRow(history, stamp);
  const { names } = history;
  const { cells } = row;
  let expected = 0;
  for (const name in attributes) {
    const value = attributes[name];
    if (value === undefined) continue;
    const column = names[expected] === name ? expected : columnOf(history, name);
    expected = column + 1;
    if (typeof value !== 'number' || column >= cells.length) writeCell(history, row, column, value);
    else writeNumber(row, column, value);
  }
}

/**
 * Writes a value to the newest record, replacing the record's own.
 * @param stamp the value's times when they are not the record's
 */
export function putValue(
  history: AttributeHistory,
  name: string,
  value: JsonValue,
  stamp: Stamp | null,
): void {
  const row = history.rows[history.newest];
  if (row === undefined) return;
  const column = columnOf(history, name);
  writeCell(history, row, column, value);
  if (stamp !== null) {
    row.ownStamps ??= new Map();
    row.ownStamps.set(column, stamp);
  } else if (row.ownStamps !== null) {
    row.ownStamps.delete(column);
  }
}

/** The n-th newest row, 0 = newest. */
export function rowAt(history: AttributeHistory, n: number): Row | undefined {
  const index = history.newest - n;
  return history.rows[index < 0 ? index + history.rows.length : index];
}

/** The value of a column; *no value* for one that has none. */
export function valueAt(history: AttributeHistory, row: Row, column: number): JsonValue {
  return readValue(row, column, history.slots[column] ?? -1);
}

/** The attribute's column, made when it is new. */
export function columnOf(history: AttributeHistory, name: string): number {
  const known = history.columns.get(name);
  if (known !== undefined) return known;
  const full = history.names.length >= MAX_ATTRIBUTES;
  const column = full ? giveWay(history) : history.names.length;
  history.names[column] = name;
  history.columns.set(name, column);
  if (!full) history.slots.push(-1);
  return column;
}

/** A row to write the next record to: a new one, or that of the oldest record. */
function nextRow(history: AttributeHistory, stamp: Stamp): Row {
  noteChange(history);
  history.sequence += 1;
  if (history.rows.length < MAX_ROWS) return addRow(history, stamp);
  history.newest = history.newest === MAX_ROWS - 1 ? 0 : history.newest + 1;
  const row = history.rows[history.newest];
  if (row === undefined) return addRow(history, stamp);
  if (history.changedAt > row.sequence) keepOlder(history, row);
  resetRow(row, history.sequence, stamp);
  return row;
}

/** Adds a row after the newest. */
export function addRow(history: AttributeHistory, stamp: Stamp): Row {
  const row = createRow(history.sequence, stamp, rowAt(history, 0));
  history.newest = history.rows.push(row) - 1;
  return row;
}

/** Writes a value over what a row has in that column. */
export function writeCell(history: AttributeHistory, row: Row, column: number, value: JsonValue): void {
  writeValue(row, column, value, needsSlot(value) ? slotOf(history, column) : -1);
}

/** The place of a column among the values that are no numbers, taken when it has none yet. */
function slotOf(history: AttributeHistory, column: number): number {
  const taken = history.slots[column] ?? -1;
  if (taken >= 0) return taken;
  history.slots[column] = history.slotCount;
  history.slotCount += 1;
  return history.slotCount - 1;
}

/** Sees whether the newest row, now complete, has the same attributes as the one before. */
function noteChange(history: AttributeHistory): void {
  const row = rowAt(history, 0);
  const before = rowAt(history, 1);
  if (row === undefined || before === undefined) return;
  if (!hasSameKinds(row, before)) history.changedAt = row.sequence;
}

/** Keeps of a row that leaves what the rows after it do not make worthless. */
function keepOlder(history: AttributeHistory, leaving: Row): void {
  for (let column = 0; column < leaving.cells.length; column++) {
    const kind = kindAt(leaving, column);
    if (kind === ABSENT || isInAllOthers(history, leaving, column)) continue;
    const older = olderOf(history, column);
    const { generationTime, serverTime } = stampAt(leaving, column);
    const stamp = { generationTime, serverTime };
    if (kind === NO_VALUE) {
      older.nulled = stamp;
      continue;
    }
    older.nulled = null;
    older.values.push(valueAt(history, leaving, column));
    older.stamps.push(stamp);
    if (older.values.length <= HISTORY_LENGTH) continue;
    older.values.shift();
    older.stamps.shift();
  }
}

/** Whether all rows but this one have a value of the attribute: then this one's is never asked for. */
function isInAllOthers(history: AttributeHistory, leaving: Row, column: number): boolean {
  for (const row of history.rows) {
    if (row !== leaving && kindAt(row, column) < NUMBER) return false;
  }
  return true;
}

/** What is kept of an attribute from before the rows, made when there is nothing yet. */
export function olderOf(history: AttributeHistory, column: number): OlderValues {
  history.older ??= new Map();
  let older = history.older.get(column);
  if (older === undefined) {
    older = { values: [], stamps: [], nulled: null };
    history.older.set(column, older);
  }
  return older;
}

/** Frees the next column, in turn, that the last records say nothing about. */
function giveWay(history: AttributeHistory): number {
  let column = nextInTurn(history);
  for (let tries = 1; tries < MAX_ATTRIBUTES && isInRows(history, column); tries++) {
    column = nextInTurn(history);
  }
  history.columns.delete(history.names[column] ?? '');
  history.older?.delete(column);
  for (const row of history.rows) clearColumn(row, column);
  return column;
}

function nextInTurn(history: AttributeHistory): number {
  const column = history.turn;
  history.turn = (column + 1) % MAX_ATTRIBUTES;
  return column;
}

function isInRows(history: AttributeHistory, column: number): boolean {
  return history.rows.some((row) => kindAt(row, column) !== ABSENT);
}
