import type { JsonValue, Timeliness } from '@signalbox/flow';
import { addRow, appendRecord, columnOf, completeRecord, olderOf, putValue } from './attribute-history.ts';
import type { AttributeHistory } from './attribute-history.ts';
import type { NodeStateChange, WrittenAttributes } from './contract.ts';
import { ABSENT, kindAt, readValue, sequenceOf, stampOf, writeValue } from './row.ts';
import type { Stamp } from './row.ts';
import { createSource, nodeStateKey } from './source-state.ts';
import type { SourceState } from './source-state.ts';
import { advance } from './timeliness.ts';

const SNAPSHOT_VERSION = 1;

/** A record that the store kept since the snapshot. */
export interface TailRecord {
  readonly messageTime: number | null;
  readonly serverTime: number;
  readonly timeliness: Timeliness;
  readonly hash: number;
  readonly body: string;
  readonly written: WrittenAttributes | null;
}

/** A stored state that this version cannot read. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
}

type StoredStamp = readonly [generationTime: number, serverTime: number];

type StoredRow = {
  readonly sequence: number;
  readonly stamp: StoredStamp;
  /** Columns that the record said something about, and in step with them what it said. */
  readonly columns: readonly number[];
  readonly values: readonly JsonValue[];
  /** Of values that have other times than the record. */
  readonly ownStamps: readonly (readonly [column: number, ...stamp: StoredStamp])[];
};

type StoredOlder = {
  readonly column: number;
  readonly values: readonly JsonValue[];
  readonly stamps: readonly StoredStamp[];
  readonly nulled: StoredStamp | null;
};

type Snapshot = {
  readonly v: typeof SNAPSHOT_VERSION;
  /** Unix ms; `null` before the first record. */
  readonly watermark: number | null;
  /** Content hashes of the records at the watermark, oldest first. */
  readonly hashes: readonly number[];
  readonly sequence: number;
  readonly changedAt: number;
  readonly turn: number;
  /** Attribute names by column. */
  readonly names: readonly string[];
  /** Oldest first. */
  readonly rows: readonly StoredRow[];
  readonly older: readonly StoredOlder[];
};

/** Watermark and attribute history as JSON. Node states are stored on their own. */
export function snapshotSource(state: SourceState): JsonValue {
  const { watermark, history } = state;
  const seen = Number.isFinite(watermark.time);
  const snapshot: Snapshot = {
    v: SNAPSHOT_VERSION,
    watermark: seen ? watermark.time : null,
    hashes: seen ? [...(watermark.otherHashes ?? []), watermark.hash] : [],
    sequence: history.sequence,
    changedAt: history.changedAt,
    turn: history.turn,
    names: history.layout.names.slice(),
    rows: storeRows(history),
    older: storeOlder(history),
  };
  return snapshot;
}

/**
 * The state of a source from what the store kept of it; runs no flows.
 * @param snapshot as `snapshotSource` made it; `null` for none
 * @param tail records accepted since the snapshot, oldest first
 * @throws {SnapshotError} when the snapshot or a record cannot be read
 */
export function restoreSource(
  snapshot: JsonValue | null,
  tail: readonly TailRecord[],
  nodeStates: readonly NodeStateChange[],
): SourceState {
  const state = createSource();
  if (snapshot !== null) loadSnapshot(state, snapshot);
  for (const record of tail) applyRecord(state, record);
  if (nodeStates.length > 0) {
    state.nodeStates = new Map(nodeStates.map((kept) => [nodeStateKey(kept.flowId, kept.nodeId), kept]));
  }
  return state;
}

function storeRows(history: AttributeHistory): StoredRow[] {
  const { rows, newest } = history;
  const ordered = [...rows.slice(newest + 1), ...rows.slice(0, newest + 1)];
  return ordered.map((row) => {
    const columns = [...history.layout.names.keys()].filter((column) => kindAt(row, column) !== ABSENT);
    return {
      sequence: sequenceOf(row),
      stamp: storeStamp(stampOf(row)),
      columns,
      values: columns.map((column) => readValue(row, column)),
      ownStamps: Array.from(row.ownStamps ?? [], ([column, stamp]) => [column, ...storeStamp(stamp)]),
    };
  });
}

function storeOlder(history: AttributeHistory): StoredOlder[] {
  return Array.from(history.older ?? [], ([column, { values, stamps, nulled }]) => ({
    column,
    values: values.slice(),
    stamps: stamps.map(storeStamp),
    nulled: nulled === null ? null : storeStamp(nulled),
  }));
}

function storeStamp({ generationTime, serverTime }: Stamp): StoredStamp {
  return [generationTime, serverTime];
}

function loadSnapshot(state: SourceState, value: JsonValue): void {
  if (!isSnapshot(value)) {
    throw new SnapshotError(`A source's snapshot is not of version ${SNAPSHOT_VERSION} or is damaged`);
  }
  const { history, watermark } = state;
  if (value.watermark !== null) {
    for (const hash of value.hashes) advance(watermark, value.watermark, hash);
  }
  for (const name of value.names) columnOf(history, name);
  for (const row of value.rows) loadRow(history, row);
  for (const older of value.older) loadOlder(history, older);
  history.sequence = value.sequence;
  history.changedAt = value.changedAt;
  history.turn = value.turn;
}

function loadRow(history: AttributeHistory, stored: StoredRow): void {
  completeRecord(history);
  history.isComplete = false;
  history.sequence = stored.sequence;
  const row = addRow(history, loadStamp(stored.stamp));
  for (const [index, column] of stored.columns.entries()) {
    writeValue(row, column, stored.values[index] ?? null);
  }
  if (stored.ownStamps.length === 0) return;
  row.ownStamps = new Map(stored.ownStamps.map(([column, ...stamp]) => [column, loadStamp(stamp)]));
}

function loadOlder(history: AttributeHistory, stored: StoredOlder): void {
  const older = olderOf(history, stored.column);
  older.values.push(...stored.values);
  older.stamps.push(...stored.stamps.map(loadStamp));
  older.nulled = stored.nulled === null ? null : loadStamp(stored.nulled);
}

function loadStamp([generationTime, serverTime]: StoredStamp): Stamp {
  return { generationTime, serverTime };
}

function applyRecord(state: SourceState, stored: TailRecord): void {
  const { messageTime, serverTime, timeliness } = stored;
  if (messageTime === null || (timeliness !== 'live' && timeliness !== 'delayed')) return;
  advance(state.watermark, messageTime, stored.hash);
  const stamp = { generationTime: messageTime, serverTime };
  appendRecord(state.history, readBody(stored.body), stamp);
  for (const [name, written] of Object.entries(stored.written ?? {})) {
    const { value, generationTime, serverTime: writtenServerTime } = written;
    const hasOwn = generationTime !== undefined || writtenServerTime !== undefined;
    const own = {
      generationTime: generationTime ?? messageTime,
      serverTime: writtenServerTime ?? serverTime,
    };
    putValue(state.history, name, value, hasOwn ? own : null);
  }
  completeRecord(state.history);
}

function readBody(body: string): Readonly<Record<string, JsonValue>> {
  const attributes: unknown = JSON.parse(body);
  if (!isRecord(attributes)) throw new SnapshotError('A stored record is no JSON object');
  return attributes;
}

function isRecord(value: unknown): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The store gives back what was written, so its version tells its shape. */
function isSnapshot(value: unknown): value is Snapshot {
  return (
    isRecord(value) &&
    value['v'] === SNAPSHOT_VERSION &&
    Array.isArray(value['hashes']) &&
    Array.isArray(value['names']) &&
    Array.isArray(value['rows']) &&
    Array.isArray(value['older'])
  );
}
