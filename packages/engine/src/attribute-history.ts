import type { JsonValue, Sample, SampleMode } from '@signalbox/flow';
import type { WrittenAttribute } from './contract.ts';

/** Values that are kept per attribute. */
export const HISTORY_LENGTH = 12;

// A device that invents names must not fill the memory; the name unheard of for longest gives way.
const MAX_ATTRIBUTES = 1000;

/** When a record was made and its place in the source's sequence; shared by all its attributes. */
export interface SampleRecord {
  readonly sequence: number;
  /** Unix ms, the device's clock. */
  readonly generationTime: number;
  /** Unix ms, the server's clock. */
  readonly serverTime: number;
}

/** The last values of one attribute, a ring once it is full. `values` and `records` go in step. */
export interface Track {
  readonly name: string;
  readonly place: number;
  values: JsonValue[];
  records: SampleRecord[];
  /** Index of the newest value; -1 when there is none. */
  newest: number;
  /** The record that said explicitly that there is no value, when newer than all values. */
  nulled: SampleRecord | null;
}

/** All attributes of one source. */
export interface AttributeHistory {
  /** Records that moved the attributes so far. */
  sequence: number;
  /** In order of first appearance. */
  readonly tracks: Track[];
  readonly byName: Map<string, Track>;
}

export function createHistory(): AttributeHistory {
  return { sequence: 0, tracks: [], byName: new Map() };
}

/**
 * Moves the attributes by one record.
 *
 * A device sends its attributes in the same order again and again, so the next name is looked for
 * where the last record had it; the map is asked only when the order changes.
 */
export function appendRecord(
  history: AttributeHistory,
  attributes: Readonly<Record<string, JsonValue>>,
  record: SampleRecord,
): void {
  const tracks = history.tracks;
  let place = 0;
  for (const name in attributes) {
    const value = attributes[name];
    if (value === undefined) continue;
    let track = tracks[place];
    if (track === undefined || track.name !== name) track = trackOf(history, name);
    place = track.place + 1;
    if (value === null) track.nulled = record;
    else appendValue(track, value, record);
  }
}

/** Puts one value beside the record's own; a value that the record has already is replaced. */
export function putValue(
  history: AttributeHistory,
  name: string,
  value: JsonValue,
  record: SampleRecord,
): void {
  const track = trackOf(history, name);
  const replaces = newestRecord(track)?.sequence === record.sequence;
  if (value === null) {
    if (replaces) dropNewest(track);
    track.nulled = record;
  } else if (replaces) {
    track.nulled = null;
    track.values[track.newest] = value;
    track.records[track.newest] = record;
  } else {
    appendValue(track, value, record);
  }
}

/** Puts a value that a flow wrote beside the record it was written on, under its own times. */
export function putWritten(
  history: AttributeHistory,
  name: string,
  written: WrittenAttribute,
  record: SampleRecord,
): void {
  const { value, generationTime, serverTime } = written;
  const own = generationTime !== undefined || serverTime !== undefined;
  putValue(history, name, value, own ? withTimes(record, generationTime, serverTime) : record);
}

/** The last known value not made before `oldest` (Unix ms); `null` is no value. */
export function knownValue(history: AttributeHistory, name: string, oldest: number): JsonValue {
  const track = history.byName.get(name);
  if (track === undefined || track.nulled !== null || track.newest < 0) return null;
  const record = track.records[track.newest];
  if (record === undefined || record.generationTime < oldest) return null;
  return track.values[track.newest] ?? null;
}

/** The index-th newest value; `undefined` where there is none. */
export function sampleAt(
  history: AttributeHistory,
  name: string,
  index: number,
  mode: SampleMode,
): Sample | undefined {
  const track = history.byName.get(name);
  if (track === undefined || !(index >= 0 && index < HISTORY_LENGTH)) return undefined;
  if (mode === 'valid') return nthNewest(track, index);
  const sequence = history.sequence - index;
  for (let i = 0; i <= index && i < track.values.length; i++) {
    const record = track.records[ringIndex(track, i)];
    if (record !== undefined && record.sequence <= sequence) {
      return record.sequence === sequence ? nthNewest(track, i) : undefined;
    }
  }
  return undefined;
}

/** The newest thing said about an attribute, be it that there is no value. */
export function newestSample(track: Track): Sample | undefined {
  if (track.nulled === null) return nthNewest(track, 0);
  return toSample(null, track.nulled);
}

/** The index of the n-th newest value; out of range when there are fewer. */
export function ringIndex(track: Track, n: number): number {
  const index = track.newest - n;
  return index < 0 ? index + track.values.length : index;
}

/** The attribute's track, made when it is new. */
export function trackOf(history: AttributeHistory, name: string): Track {
  const found = history.byName.get(name);
  if (found !== undefined) return found;
  const full = history.tracks.length >= MAX_ATTRIBUTES;
  const place = full ? giveWay(history) : history.tracks.length;
  const track: Track = { name, place, values: [], records: [], newest: -1, nulled: null };
  history.tracks[place] = track;
  history.byName.set(name, track);
  return track;
}

function appendValue(track: Track, value: JsonValue, record: SampleRecord): void {
  track.nulled = null;
  if (track.values.length < HISTORY_LENGTH) {
    growTrack(track, value, record);
    return;
  }
  const newest = track.newest === HISTORY_LENGTH - 1 ? 0 : track.newest + 1;
  track.newest = newest;
  track.values[newest] = value;
  track.records[newest] = record;
}

function growTrack(track: Track, value: JsonValue, record: SampleRecord): void {
  const length = track.values.push(value);
  track.records.push(record);
  track.newest = length - 1;
  if (length < HISTORY_LENGTH) return;
  // Growing by push leaves room for 17 elements; a copy has just as many as it needs.
  track.values = track.values.slice();
  track.records = track.records.slice();
}

function dropNewest(track: Track): void {
  const { values, records } = inOrder(track);
  values.pop();
  records.pop();
  track.values = values;
  track.records = records;
  track.newest = values.length - 1;
}

/** Copies of the ring's contents, oldest first. */
export function inOrder(track: Track): { values: JsonValue[]; records: SampleRecord[] } {
  const oldest = track.newest + 1;
  return {
    values: [...track.values.slice(oldest), ...track.values.slice(0, oldest)],
    records: [...track.records.slice(oldest), ...track.records.slice(0, oldest)],
  };
}

function newestRecord(track: Track): SampleRecord | undefined {
  return track.records[track.newest];
}

function nthNewest(track: Track, n: number): Sample | undefined {
  if (n >= track.values.length) return undefined;
  const index = ringIndex(track, n);
  const value = track.values[index];
  const record = track.records[index];
  return value === undefined || record === undefined ? undefined : toSample(value, record);
}

function withTimes(
  record: SampleRecord,
  generationTime = record.generationTime,
  serverTime = record.serverTime,
): SampleRecord {
  return { sequence: record.sequence, generationTime, serverTime };
}

function toSample(value: JsonValue, record: SampleRecord): Sample {
  return { value, generationTime: record.generationTime, serverTime: record.serverTime };
}

/** Frees the place of the attribute that was not heard of for longest. */
function giveWay(history: AttributeHistory): number {
  let loser: Track | undefined;
  let oldest = Number.POSITIVE_INFINITY;
  for (const track of history.tracks) {
    const heard = (track.nulled ?? newestRecord(track))?.sequence ?? 0;
    if (heard >= oldest) continue;
    oldest = heard;
    loser = track;
  }
  if (loser === undefined) return 0;
  history.byName.delete(loser.name);
  return loser.place;
}
