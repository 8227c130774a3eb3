import type { JsonValue, Sample, SampleMode } from '@signalbox/flow';
import { HISTORY_LENGTH, rowAt } from './attribute-history.ts';
import type { AttributeHistory } from './attribute-history.ts';
import { ABSENT, NUMBER, generationTimeAt, kindAt, readValue, stampAt } from './row.ts';
import type { Stamp } from './row.ts';

/**
 * The last known value not made before `oldest` (Unix ms); `null` is no value. A record that says
 * that there is none hides older values: without a fix the last position is not the position.
 */
export function knownValue(history: AttributeHistory, name: string, oldest: number): JsonValue {
  const column = history.layout.columns.get(name);
  if (column === undefined) return null;
  for (let n = 0; n < history.rows.length; n++) {
    const row = rowAt(history, n);
    if (row === undefined || kindAt(row, column) === ABSENT) continue;
    return generationTimeAt(row, column) < oldest ? null : readValue(row, column);
  }
  const sample = olderNewest(history, column);
  return sample === undefined || sample.generationTime < oldest ? null : sample.value;
}

/** What was last said about an attribute, be it that there is no value. */
export function newestSample(history: AttributeHistory, name: string): Sample | undefined {
  const column = history.layout.columns.get(name);
  if (column === undefined) return undefined;
  for (let n = 0; n < history.rows.length; n++) {
    const row = rowAt(history, n);
    if (row === undefined || kindAt(row, column) === ABSENT) continue;
    return sampleOf(readValue(row, column), stampAt(row, column));
  }
  return olderNewest(history, column);
}

/** The index-th newest value; `undefined` where there is none. */
export function sampleAt(
  history: AttributeHistory,
  name: string,
  index: number,
  mode: SampleMode,
): Sample | undefined {
  const column = history.layout.columns.get(name);
  if (column === undefined || !isIndex(index)) return undefined;
  return mode === 'valid' ? nthValid(history, column, index) : nthOfAll(history, column, index);
}

function isIndex(index: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < HISTORY_LENGTH;
}

function nthOfAll(history: AttributeHistory, column: number, n: number): Sample | undefined {
  if (n >= history.rows.length) return undefined;
  const row = rowAt(history, n);
  if (row === undefined || kindAt(row, column) < NUMBER) return undefined;
  return sampleOf(readValue(row, column), stampAt(row, column));
}

function nthValid(history: AttributeHistory, column: number, n: number): Sample | undefined {
  let left = n;
  for (let back = 0; back < history.rows.length; back++) {
    const row = rowAt(history, back);
    if (row === undefined || kindAt(row, column) < NUMBER) continue;
    if (left === 0) return sampleOf(readValue(row, column), stampAt(row, column));
    left -= 1;
  }
  const older = history.older?.get(column);
  const value = older?.values.at(-1 - left);
  const stamp = older?.stamps.at(-1 - left);
  return value === undefined || stamp === undefined ? undefined : sampleOf(value, stamp);
}

function olderNewest(history: AttributeHistory, column: number): Sample | undefined {
  const older = history.older?.get(column);
  if (older === undefined) return undefined;
  if (older.nulled !== null) return sampleOf(null, older.nulled);
  const value = older.values.at(-1);
  const stamp = older.stamps.at(-1);
  return value === undefined || stamp === undefined ? undefined : sampleOf(value, stamp);
}

function sampleOf(value: JsonValue, { generationTime, serverTime }: Stamp): Sample {
  return { value, generationTime, serverTime };
}
