import type { JsonValue, Timeliness } from '@signalbox/flow';
import { appendRecord, inOrder, putWritten, trackOf } from './attribute-history.ts';
import type { AttributeHistory, SampleRecord, Track } from './attribute-history.ts';
import type { NodeStateChange, WrittenAttributes } from './contract.ts';
import { createSource, nextRecord, nodeStateKey } from './source-state.ts';
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

type StoredRecord = readonly [sequence: number, generationTime: number, serverTime: number];

type StoredTrack = {
  readonly name: string;
  /** Oldest first. */
  readonly values: readonly JsonValue[];
  /** Indexes into the snapshot's records, in step with the values. */
  readonly records: readonly number[];
  readonly nulled: number | null;
};

type Snapshot = {
  readonly v: typeof SNAPSHOT_VERSION;
  readonly sequence: number;
  /** Unix ms; `null` before the first record. */
  readonly watermark: number | null;
  /** Content hashes of the records at the watermark, oldest first. */
  readonly hashes: readonly number[];
  /** Each record once, however many attributes share it. */
  readonly records: readonly StoredRecord[];
  readonly attributes: readonly StoredTrack[];
};

/** Watermark and attribute history as JSON. Node states are stored on their own. */
export function snapshotSource(state: SourceState): JsonValue {
  const { watermark, history } = state;
  const records = new RecordTable();
  const attributes = history.tracks.map((track) => storeTrack(track, records));
  const seen = Number.isFinite(watermark.time);
  const snapshot: Snapshot = {
    v: SNAPSHOT_VERSION,
    sequence: history.sequence,
    watermark: seen ? watermark.time : null,
    hashes: seen ? [...(watermark.otherHashes ?? []), watermark.hash] : [],
    records: records.stored,
    attributes,
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
  if (snapshot !== null) applySnapshot(state, snapshot);
  for (const record of tail) applyRecord(state, record);
  if (nodeStates.length > 0) {
    state.nodeStates = new Map(
      nodeStates.map(({ flowId, nodeId, state: value }) => [nodeStateKey(flowId, nodeId), value]),
    );
  }
  return state;
}

/** Gives each shared record one number. */
class RecordTable {
  readonly stored: StoredRecord[] = [];
  readonly #numbers = new Map<SampleRecord, number>();

  numberOf(record: SampleRecord): number {
    const known = this.#numbers.get(record);
    if (known !== undefined) return known;
    const number = this.stored.push([record.sequence, record.generationTime, record.serverTime]) - 1;
    this.#numbers.set(record, number);
    return number;
  }
}

function storeTrack(track: Track, table: RecordTable): StoredTrack {
  const { values, records } = inOrder(track);
  return {
    name: track.name,
    values,
    records: records.map((record) => table.numberOf(record)),
    nulled: track.nulled === null ? null : table.numberOf(track.nulled),
  };
}

function applySnapshot(state: SourceState, value: JsonValue): void {
  if (!isSnapshot(value)) {
    throw new SnapshotError(`A source's snapshot is not of version ${SNAPSHOT_VERSION} or is damaged`);
  }
  const { history, watermark } = state;
  history.sequence = value.sequence;
  if (value.watermark !== null) {
    for (const hash of value.hashes) advance(watermark, value.watermark, hash);
    // A watermark that was held back stands at a time with no record.
    watermark.time = value.watermark;
  }
  const records = value.records.map(([sequence, generationTime, serverTime]) => ({
    sequence,
    generationTime,
    serverTime,
  }));
  for (const stored of value.attributes) loadTrack(history, stored, records);
}

function loadTrack(history: AttributeHistory, stored: StoredTrack, table: readonly SampleRecord[]): void {
  const track = trackOf(history, stored.name);
  track.values = [...stored.values];
  track.records = stored.records.map((number) => recordAt(table, number));
  track.newest = track.values.length - 1;
  track.nulled = stored.nulled === null ? null : recordAt(table, stored.nulled);
}

function recordAt(table: readonly SampleRecord[], number: number): SampleRecord {
  const record = table[number];
  if (record === undefined)
    throw new SnapshotError(`A source's snapshot names record ${number}, which it lacks`);
  return record;
}

function applyRecord(state: SourceState, stored: TailRecord): void {
  const { messageTime, serverTime, timeliness } = stored;
  if (messageTime === null || (timeliness !== 'live' && timeliness !== 'delayed')) return;
  advance(state.watermark, messageTime, stored.hash);
  const record = nextRecord(state, messageTime, serverTime);
  appendRecord(state.history, readBody(stored.body), record);
  for (const [name, written] of Object.entries(stored.written ?? {})) {
    putWritten(state.history, name, written, record);
  }
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
    Array.isArray(value['records']) &&
    Array.isArray(value['attributes'])
  );
}
