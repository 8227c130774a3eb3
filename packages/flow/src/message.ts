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
