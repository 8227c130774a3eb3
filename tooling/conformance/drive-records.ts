import { decodeNgp } from '@signalbox/devices';
import { Vehicle } from '@signalbox/devices/simulator';
import type { Track } from '@signalbox/devices/simulator';
import type { JsonValue, Message } from '@signalbox/flow';

/** A record with the attributes that it was made of. */
export interface DriveRecord {
  readonly at: number;
  readonly message: Message;
  readonly attributes: Readonly<Record<string, JsonValue>>;
}

const PROFILE = { outputs: 8, coldBox: false, restMs: 60_000, startOffsetMs: 0 };

/**
 * What a device in the vehicle records: one record a second, from before the drive until the engine
 * is off after it.
 * @param start Unix ms
 * @param random in [0, 1): the same numbers give the same records
 */
export function recordsOf(track: Track, start: number, random: () => number): readonly DriveRecord[] {
  const vehicle = new Vehicle(track, PROFILE);
  const records: DriveRecord[] = [];
  for (let elapsed = 0; elapsed < track.durationMs + PROFILE.restMs; elapsed += 1000) {
    const attributes = vehicle.observe(elapsed, random);
    records.push(recordAt(start + elapsed, attributes));
  }
  return records;
}

/** A record as a transport decodes it; `messageTime` is what the device's clock says, `null` for none. */
export function recordAt(
  at: number,
  attributes: DriveRecord['attributes'],
  messageTime: number | null = at,
): DriveRecord {
  const time = messageTime === null ? {} : { message_time: new Date(messageTime).toISOString() };
  const decoded = decodeNgp(JSON.stringify({ ...time, ...attributes }), at);
  if (!decoded.ok) throw new Error(decoded.reason);
  return { at, message: decoded.message, attributes };
}
