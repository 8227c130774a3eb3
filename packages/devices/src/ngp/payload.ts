import type { JsonValue } from '@signalbox/flow';

/** Why a payload is not what its topic says; counted under these names. */
export const NGP_PROBLEMS = [
  'too_large',
  'not_json',
  'not_an_object',
  'wrong_device',
  'bad_time',
  'bad_location',
  'too_many_attributes',
  'too_deep',
  'bad_response',
  'bad_status',
] as const;
export type NgpProblemCode = (typeof NGP_PROBLEMS)[number];

export interface NgpProblem {
  readonly ok: false;
  readonly code: NgpProblemCode;
  /** What is wrong and where, for people. */
  readonly reason: string;
}

export type JsonObject = { readonly [key: string]: JsonValue };

export function problem(code: NgpProblemCode, reason: string): NgpProblem {
  return { ok: false, code, reason };
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON text of a value; `null` when it is nested deeper than JSON can be written. */
export function textOf(value: JsonValue): string | null {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** A value as a message quotes it: short, and on one line. */
export function show(value: JsonValue): string {
  const text = textOf(value) ?? 'a value nested without end';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** The UTF-8 bytes of a payload. */
export function bytesOf(payload: string | Uint8Array): Buffer {
  if (typeof payload === 'string') return Buffer.from(payload);
  return Buffer.isBuffer(payload) ? payload : Buffer.from(payload.buffer, payload.byteOffset, payload.length);
}

/** Parses a payload of at most `maxBytes`: JSON text or its UTF-8 bytes. */
export function parsePayload(
  payload: string | Uint8Array,
  maxBytes: number,
): { readonly ok: true; readonly value: JsonValue } | NgpProblem {
  if (payload.length > maxBytes) {
    return problem('too_large', `payload: ${payload.length} bytes, at most ${maxBytes}`);
  }
  try {
    const value: JsonValue = JSON.parse(typeof payload === 'string' ? payload : bytesOf(payload).toString());
    return { ok: true, value };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return problem('not_json', `payload: not JSON: ${detail.replaceAll(/\s+/g, ' ')}`);
  }
}
