import { contentHash } from '@signalbox/flow';
import type { JsonValue, Message } from '@signalbox/flow';
import { bytesOf, isJsonObject, parsePayload, problem, show, textOf } from './payload.ts';
import type { JsonObject, NgpProblem } from './payload.ts';
import { parseIsoTime } from './time.ts';
import { forgetOutOfRange, isForbidden, plainValue } from './values.ts';
import type { Attributes } from './values.ts';

type DecodedRecord = { readonly ok: true; readonly message: Message } | NgpProblem;

export const NGP_LIMITS = {
  /** One record, bytes. */
  maxRecordBytes: 64 * 1024,
  /** A packet of several records, bytes. */
  maxPacketBytes: 1024 * 1024,
  maxPacketRecords: 1000,
  maxAttributes: 256,
} as const;

/** Unknown without a fix: the last known place is not where the device is (design §3). */
const NEEDS_FIX = ['latitude', 'longitude', 'altitude', 'speed', 'heading'] as const;

/**
 * Decodes one NGP record: `message_time`, `location` with its members as plain names, every other
 * top-level key as an attribute (design §7).
 * A missing `message_time`, or one that names no instant, gives `messageTime: null`. Numbers out
 * of range become `null`; without a GNSS fix position and speed are `null`. The hash is that of the
 * payload's bytes.
 * @param payload JSON text or its UTF-8 bytes, at most 64 KiB
 * @param serverTime when it arrived, Unix ms
 * @param deviceId who sent it, where the transport knows: a `device_id` within must equal it
 */
export function decodeNgp(
  payload: string | Uint8Array,
  serverTime: number,
  deviceId?: string,
): DecodedRecord {
  const parsed = parsePayload(payload, NGP_LIMITS.maxRecordBytes);
  return parsed.ok ? readMessage(parsed.value, payload, serverTime, deviceId) : parsed;
}

/**
 * Decodes a packet: one record, or an array of at most 1000. It is taken as a whole or not at all.
 * The hash of a record in an array is that of its own JSON text without white space: the same whatever
 * packet it comes in.
 * @param payload JSON text or its UTF-8 bytes, at most 1 MiB
 * @param serverTime when it arrived, Unix ms
 * @param deviceId who sent it, where the transport knows: a `device_id` within must equal it
 */
export function decodeNgpPacket(
  payload: string | Uint8Array,
  serverTime: number,
  deviceId?: string,
): { readonly ok: true; readonly messages: readonly Message[] } | NgpProblem {
  const parsed = parsePayload(payload, NGP_LIMITS.maxPacketBytes);
  if (!parsed.ok) return parsed;
  if (!Array.isArray(parsed.value)) {
    const decoded = readMessage(parsed.value, payload, serverTime, deviceId);
    return decoded.ok ? { ok: true, messages: [decoded.message] } : decoded;
  }
  const records: readonly JsonValue[] = parsed.value;
  if (records.length > NGP_LIMITS.maxPacketRecords) {
    return problem('too_large', `payload: ${records.length} records, at most ${NGP_LIMITS.maxPacketRecords}`);
  }
  const messages: Message[] = [];
  for (const [index, record] of records.entries()) {
    const decoded = decodeNgpRecord(record, serverTime, deviceId);
    if (!decoded.ok) return problem(decoded.code, `record ${index}: ${decoded.reason}`);
    messages.push(decoded.message);
  }
  return { ok: true, messages };
}

/**
 * Decodes a record that has been parsed already, as `decodeNgp` does. The hash is that of its JSON
 * text without white space.
 * @param serverTime when it arrived, Unix ms
 * @param deviceId who sent it, where the transport knows: a `device_id` within must equal it
 */
export function decodeNgpRecord(
  record: JsonValue,
  serverTime: number,
  deviceId: string | undefined,
): DecodedRecord {
  const text = textOf(record);
  if (text === null) return problem('too_deep', 'payload: nested too deep');
  return readMessage(record, text, serverTime, deviceId);
}

/** @param content what the record is told by: as its device sent it */
function readMessage(
  record: JsonValue,
  content: string | Uint8Array,
  serverTime: number,
  deviceId: string | undefined,
): DecodedRecord {
  if (!isJsonObject(record)) return problem('not_an_object', `payload: ${show(record)} is not an object`);
  const named = record['device_id'];
  if (named != null && deviceId !== undefined && !isSameDevice(named, deviceId)) {
    return problem(
      'wrong_device',
      `device_id: ${show(named)} is not the device that sent it, ${show(deviceId)}`,
    );
  }
  const messageTime = readTime(record['message_time']);
  if (messageTime === undefined) {
    const shown = show(record['message_time'] ?? null);
    return problem('bad_time', `message_time: ${shown} is not an ISO 8601 time with a zone`);
  }
  const location = record['location'];
  if (location != null && !isJsonObject(location)) {
    return problem('bad_location', `location: ${show(location)} is not an object`);
  }
  const attributes = mergeMembers(record, location);
  const fault = cleanValues(attributes);
  if (fault !== null) return fault;
  forgetOutOfRange(attributes);
  forgetWithoutFix(attributes);
  const hash = contentHash(bytesOf(content));
  return { ok: true, message: { messageTime, serverTime, attributes, hash } };
}

/** Home-made boards send an IMEI as a number. */
function isSameDevice(named: JsonValue, deviceId: string): boolean {
  return named === deviceId || (typeof named === 'number' && String(named) === deviceId);
}

/** Unix ms; `null` when no instant is named; `undefined` when it is not a time at all. */
function readTime(value: JsonValue | undefined): number | null | undefined {
  if (value == null) return null;
  return typeof value === 'string' ? parseIsoTime(value) : undefined;
}

/**
 * Members of both but for those that are no attributes, those of location where both have one. Objects are copied as a whole: V8 makes a
 * slow hash table of one that grows by more than a dozen names.
 */
function mergeMembers(record: JsonObject, location: JsonObject | null | undefined): Attributes {
  return {
    ...record,
    ...location,
    message_time: undefined,
    device_id: undefined,
    version: undefined,
    location: undefined,
  };
}

function cleanValues(attributes: Attributes): NgpProblem | null {
  let count = 0;
  for (const name in attributes) {
    if (isForbidden(name)) {
      delete attributes[name];
      continue;
    }
    const value = attributes[name];
    if (value === undefined) continue;
    const plain = plainValue(value);
    if (plain === undefined) return problem('too_deep', `${show(name)}: nested too deep`);
    if (plain !== value) attributes[name] = plain;
    count += 1;
    if (count > NGP_LIMITS.maxAttributes) {
      return problem('too_many_attributes', `payload: more than ${NGP_LIMITS.maxAttributes} attributes`);
    }
  }
  return null;
}

/** Half a position is none; without a fix position and speed are unknown, not zero. */
function forgetWithoutFix(attributes: Attributes): void {
  const fix = attributes['fix_type'];
  if (fix === 'NO_FIX' || fix === 'LAST_KNOWN_POSITION' || attributes['satellites'] === 0) {
    for (const name of NEEDS_FIX) attributes[name] = null;
  } else if (attributes['latitude'] === null || attributes['longitude'] === null) {
    attributes['latitude'] = null;
    attributes['longitude'] = null;
  }
}
