import type { JsonValue, Message } from '@signalbox/flow';
import { emptyLayout, extendLayout, renameColumn } from './attribute-layout.ts';
import type { Layout } from './attribute-layout.ts';
import {
  ABSENT,
  NO_VALUE,
  NUMBER,
  addKinds,
  blockOf,
  clearColumn,
  createRow,
  hasKinds,
  kindAt,
  kindInWord,
  kindsOf,
  readValue,
  resetRow,
  sequenceOf,
  stampAt,
  widthOf,
  writeCell,
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
  /** What the last complete row had. */
  kinds: readonly number[];
  /** Whether the newest row is complete: `kinds` are its own. */
  isComplete: boolean;
  layout: Layout;
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
    kinds: [],
    isComplete: true,
    layout: emptyLayout(),
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
  attributes: Message['attributes'],
  stamp: Stamp,
): void {
  const row = nextRow(history, stamp);
  let { names } = history.layout;
  let expected = 0;
  let block = 0;
  // Noted once per block: a word that is read, changed and written per value makes each wait for the last.
  let kinds = 0;
  for (const name in attributes) {
    const value = attributes[name];
    if (value === undefined) continue;
    let column = expected;
    // Reading past the end just once makes V8 compare names by content ever after: twice the time.
    if (expected >= names.length || names[expected] !== name) {
      addKinds(row, block, kinds);
      kinds = 0;
      column = columnOf(history, name);
      names = history.layout.names;
    }
    if (blockOf(column) !== block) {
      addKinds(row, block, kinds);
      kinds = 0;
      block = blockOf(column);
    }
    kinds |= kindInWord(column, writeCell(row, column, value));
    expected = column + 1;
  }
  addKinds(row, block, kinds);
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
  history.isComplete = false;
  writeValue(row, column, value);
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

/** The attribute's column, made when it is new. */
export function columnOf(history: AttributeHistory, name: string): number {
  const { layout } = history;
  const known = layout.columns.get(name);
  if (known !== undefined) return known;
  const width = layout.names.length;
  if (width < MAX_ATTRIBUTES) {
    history.layout = extendLayout(layout, name);
    return width;
  }
  const column = giveWay(history);
  history.layout = renameColumn(layout, column, name);
  return column;
}

/**
 * Sees whether the newest row has the same attributes as the one before. It is done before the next
 * record at the latest; after the flows have written, the row is still in the processor's caches.
 */
export function completeRecord(history: AttributeHistory): void {
  if (history.isComplete) return;
  history.isComplete = true;
  const row = rowAt(history, 0);
  if (row === undefined || hasKinds(row, history.kinds)) return;
  history.changedAt = sequenceOf(row);
  const { layout } = history;
  if (!hasKinds(row, layout.kinds)) layout.kinds = kindsOf(row);
  history.kinds = layout.kinds;
}

/** A row to write the next record to: a new one, or that of the oldest record. */
function nextRow(history: AttributeHistory, stamp: Stamp): Row {
  completeRecord(history);
  history.isComplete = false;
  history.sequence += 1;
  if (history.rows.length < MAX_ROWS) return addRow(history, stamp);
  history.newest = history.newest === MAX_ROWS - 1 ? 0 : history.newest + 1;
  const row = history.rows[history.newest];
  if (row === undefined) return addRow(history, stamp);
  if (history.changedAt > sequenceOf(row)) keepOlder(history, row);
  resetRow(row, history.sequence, stamp);
  return row;
}

/** Adds a row after the newest. */
export function addRow(history: AttributeHistory, stamp: Stamp): Row {
  const row = createRow(history.sequence, stamp, rowAt(history, 0));
  history.newest = history.rows.push(row) - 1;
  return row;
}

/** Keeps of a row that leaves what the rows after it do not make worthless. */
function keepOlder(history: AttributeHistory, leaving: Row): void {
  for (let column = 0; column < widthOf(leaving); column++) {
    const kind = kindAt(leaving, column);
    if (kind === ABSENT || isInAllOthers(history, leaving, column)) continue;
    const older = olderOf(history, column);
    const stamp = stampAt(leaving, column);
    if (kind === NO_VALUE) {
      older.nulled = stamp;
      continue;
    }
    older.nulled = null;
    older.values.push(readValue(leaving, column));
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
