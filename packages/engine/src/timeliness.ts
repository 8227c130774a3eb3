import type { Timeliness, TimelinessLimits } from '@signalbox/flow';

/** The newest record time of a source, and what was received with exactly that time. */
export interface Watermark {
  /** Unix ms; `-Infinity` before the first record. */
  time: number;
  /** Content hash of the last record with that time. */
  hash: number;
  /** Hashes of the other records with that time, oldest first; `null` when there are none. */
  otherHashes: number[] | null;
}

/** What decides a record's class. */
export interface RecordIdentity {
  /** Unix ms. */
  readonly messageTime: number | null;
  readonly hash: number;
  /** The store already holds a record of this source with this time and content. */
  readonly known: boolean;
}

// A device that puts more different records than this into one instant may have an old one taken
// for new; the store's `known` still catches it.
const MAX_HASHES = 64;

export function createWatermark(): Watermark {
  return { time: Number.NEGATIVE_INFINITY, hash: 0, otherHashes: null };
}

/**
 * What a record may do (design §3). Changes nothing.
 *
 * Devices spread their attributes over several records of one time, so the same time with other
 * content is as good as newer.
 * @param now server time, Unix ms
 */
export function classify(
  record: RecordIdentity,
  mark: Readonly<Watermark>,
  now: number,
  limits: TimelinessLimits,
): Timeliness {
  const time = record.messageTime;
  if (time === null || !(time >= limits.earliestMs)) return 'no_time';
  if (record.known) return 'duplicate';
  const ceiling = now + limits.maxAheadMs;
  if (time > ceiling) return 'future';
  if (time < Math.min(mark.time, ceiling)) return 'late';
  if (time === mark.time && holdsHash(mark, record.hash)) return 'duplicate';
  return now - time <= limits.maxLiveAgeMs ? 'live' : 'delayed';
}

/**
 * Whether a record is older than what the source has sent: only then must the store be asked
 * whether it is `known`.
 * @param messageTime Unix ms
 */
export function isBehind(mark: Readonly<Watermark>, messageTime: number): boolean {
  return messageTime < mark.time;
}

/** Notes a live or delayed record. */
export function advance(mark: Watermark, time: number, hash: number): void {
  if (time !== mark.time) {
    mark.time = time;
    mark.otherHashes = null;
  } else {
    mark.otherHashes ??= [];
    mark.otherHashes.push(mark.hash);
    if (mark.otherHashes.length > MAX_HASHES) mark.otherHashes.shift();
  }
  mark.hash = hash;
}

/**
 * Keeps the watermark from standing further ahead than a record may be. It can, when the server's
 * clock was set back: without this the source would be late until the old time comes again.
 */
export function holdBack(mark: Watermark, ceiling: number): void {
  if (mark.time <= ceiling) return;
  mark.time = ceiling;
  mark.hash = 0;
  mark.otherHashes = null;
}

function holdsHash(mark: Readonly<Watermark>, hash: number): boolean {
  return mark.hash === hash || (mark.otherHashes !== null && mark.otherHashes.includes(hash));
}
