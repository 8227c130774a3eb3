import { bearing } from '@turf/bearing';
import { distance } from '@turf/distance';

/** A place at a time. */
export interface TimedPosition {
  /** Unix ms. */
  readonly time: number;
  readonly latitude: number;
  readonly longitude: number;
  /** Metres above sea level, where the recording has it. */
  readonly altitude: number | null;
}

/** A moment of a drive, with what follows from the positions around it. */
export interface TrackPoint {
  /** Since the begin of the drive, ms. */
  readonly offsetMs: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly altitude: number | null;
  readonly speedKmh: number;
  /** Degrees clockwise from north. */
  readonly heading: number;
}

/** A recorded or generated drive. */
export interface Track {
  readonly name: string;
  readonly points: readonly TrackPoint[];
  readonly durationMs: number;
}

/** Recorders jitter by some metres; slower than this they stand still. */
const STANDSTILL_KMH = 2;
/** Faster than any van: a jump of the recorder, not a speed. */
const IMPLAUSIBLE_KMH = 250;

/**
 * A drive from its recorded positions: speed and heading are derived from each position and the
 * one before.
 * @param positions in any order; positions without a later time than the one before are left out
 * @throws {Error} when fewer than two positions remain
 */
export function trackOf(name: string, positions: readonly TimedPosition[]): Track {
  const ordered = positions.toSorted((a, b) => a.time - b.time);
  const kept = ordered.filter((position, index) => position.time > (ordered[index - 1]?.time ?? -Infinity));
  const [first] = kept;
  if (!first || kept.length < 2) throw new Error(`${name}: a drive needs at least two positions with times`);
  const points: TrackPoint[] = [];
  let previous = first;
  for (const position of kept) {
    points.push(pointAt(position, previous, first.time, points.at(-1)?.heading ?? 0));
    previous = position;
  }
  return { name, points, durationMs: points.at(-1)?.offsetMs ?? 0 };
}

/** Where the drive is at this moment: the last point that was reached. */
export function pointAtOffset(track: Track, offsetMs: number): TrackPoint {
  const index = track.points.findLastIndex((point) => point.offsetMs <= offsetMs);
  const point = track.points[Math.max(0, index)];
  if (!point) throw new Error(`${track.name}: the drive has no points`);
  return point;
}

function pointAt(
  position: TimedPosition,
  previous: TimedPosition,
  startTime: number,
  lastHeading: number,
): TrackPoint {
  const from = [previous.longitude, previous.latitude];
  const to = [position.longitude, position.latitude];
  const hours = (position.time - previous.time) / 3_600_000;
  const kmh = hours > 0 ? distance(from, to, { units: 'kilometers' }) / hours : 0;
  const moves = kmh >= STANDSTILL_KMH && kmh <= IMPLAUSIBLE_KMH;
  return {
    offsetMs: position.time - startTime,
    latitude: position.latitude,
    longitude: position.longitude,
    altitude: position.altitude,
    speedKmh: moves ? Math.round(kmh * 10) / 10 : 0,
    heading: moves ? Math.round((bearing(from, to) + 360) % 360) : lastHeading,
  };
}
