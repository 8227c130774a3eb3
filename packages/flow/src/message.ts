/** A value as JSON knows it. `null` is *no value*: the attribute is known to be unknown. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/**
 * One telemetry record of one source, after its transport decoded it.
 * Attribute names are those of NGP; members of `location` are plain names (`speed`, `latitude`).
 * A record without a GNSS fix carries `null` for position and speed: unknown, not zero.
 */
export interface Message {
  /** When the device made the record, Unix ms. `null` when the record names no usable time. */
  readonly messageTime: number | null;
  /** When the server received it, Unix ms. */
  readonly serverTime: number;
  /** A name whose value is `undefined` is not there. */
  readonly attributes: Readonly<Record<string, JsonValue | undefined>>;
  /**
   * `contentHash` of the record as the device sent it: tells it from others of its source and time.
   * A device that repeats a record repeats it byte by byte.
   */
  readonly hash: number;
}

/** What a record may do, decided once by its age. */
export const TIMELINESS = ['live', 'delayed', 'late', 'duplicate', 'future', 'no_time'] as const;
export type Timeliness = (typeof TIMELINESS)[number];

/** Limits that decide timeliness; per source, all in milliseconds. */
export interface TimelinessLimits {
  /** Older records are `delayed`. */
  readonly maxLiveAgeMs: number;
  /** Records further ahead of the server clock are `future`. */
  readonly maxAheadMs: number;
  /** Records before this instant are `no_time`: a clock that was never set. */
  readonly earliestMs: number;
}

export const DEFAULT_TIMELINESS: TimelinessLimits = {
  maxLiveAgeMs: 5 * 60_000,
  maxAheadMs: 10 * 60_000,
  earliestMs: Date.UTC(2015, 0, 1),
};

/** The physical device behind one or more trackers, as flows see it. */
export interface Source {
  readonly id: number;
  readonly deviceId: string;
  readonly model: string;
  /** What people call it. */
  readonly label: string;
  /** What flows may choose it by, as in `data_source.select.labels`. */
  readonly labels: readonly string[];
}
