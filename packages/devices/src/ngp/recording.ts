import type { JsonValue, Message } from '@signalbox/flow';
import { decodeNgpRecord } from './decode.ts';
import { parseIsoTime } from './time.ts';

/** A record as a recording has it. */
export interface RecordedRecord {
  readonly deviceId: string;
  /** As decoded; its server time is `receivedAt` or 0. */
  readonly message: Message;
  /** When the server got it, Unix ms; `null` when the recording does not say. */
  readonly receivedAt: number | null;
}

export type ReadRecord =
  | { readonly ok: true; readonly record: RecordedRecord }
  | { readonly ok: false; readonly reason: string };

/** Where a recording keeps the time of reception; it is no attribute of the device. */
const RECEPTION_FIELDS = ['server_time', 'received_at'] as const;

/** Reads one line of a recording: an NGP record with `device_id`, and with the time of its reception if known. */
export function readRecordedLine(line: string): ReadRecord {
  const json = parseObject(line);
  return typeof json === 'string' ? refused(json) : readRecordedRecord(json);
}

/**
 * Reads one record of a recording: an NGP record, or a record as telemetry histories give it, with its
 * `attributes` in one object.
 * @param owner whose it is when it does not say; one of another device is refused then
 */
export function readRecordedRecord(json: RecordedJson, owner?: string): ReadRecord {
  const deviceId = readDeviceId(json['device_id']) ?? owner ?? null;
  if (deviceId === null) return refused('device_id: missing; whose record is it?');
  const receivedAt = readReception(json);
  if (receivedAt === undefined) return refused('server_time: not an ISO 8601 time with a zone');
  const { server_time: _, received_at: __, ...record } = fromHistory(json);
  const decoded = decodeNgpRecord(record, receivedAt ?? 0, owner ?? deviceId);
  if (!decoded.ok) return refused(decoded.reason);
  return { ok: true, record: { deviceId, message: decoded.message, receivedAt } };
}

function refused(reason: string): ReadRecord {
  return { ok: false, reason };
}

export type RecordedJson = { readonly [key: string]: JsonValue };

/** What a history adds to a record is not the device's: what it was found to be, and what flows wrote on it. */
function fromHistory(json: RecordedJson): RecordedJson {
  const { attributes, timeliness, written: _, ...own } = json;
  if (timeliness === undefined || attributes === undefined || !isObject(attributes)) return json;
  return { ...own, ...attributes };
}

/** @returns the reason as text when the line is no object */
function parseObject(line: string): RecordedJson | string {
  let json: JsonValue;
  try {
    json = JSON.parse(line);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return `not JSON: ${detail.replaceAll(/\s+/g, ' ')}`;
  }
  return isObject(json) ? json : 'not a JSON object';
}

function isObject(value: JsonValue): value is RecordedJson {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readDeviceId(value: JsonValue | undefined): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** `null` when the record does not say, `undefined` when what it says is no time. */
function readReception(json: RecordedJson): number | null | undefined {
  const value = RECEPTION_FIELDS.map((field) => json[field]).find((field) => field != null);
  if (value === undefined) return null;
  return typeof value === 'string' ? (parseIsoTime(value) ?? undefined) : undefined;
}
