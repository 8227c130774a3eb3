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

/** A value as a message quotes it: short, and on one line. */
export function show(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Parses a payload of at most `maxBytes`: JSON text or its UTF-8 bytes. */
export function parsePayload(
  payload: string | Uint8Array,
  maxBytes: number,
): { readonly ok: true; readonly value: JsonValue } | NgpProblem {
  if (payload.length > maxBytes) {
    return problem('too_large', `payload: ${payload.length} bytes, at most ${maxBytes}`);
  }
  const text = typeof payload === 'string' ? payload : utf8(payload);
  try {
    const value: JsonValue = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return problem('not_json', `payload: not JSON: ${detail.replaceAll(/\s+/g, ' ')}`);
  }
}

function utf8(bytes: Uint8Array): string {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return buffer.toString('utf8');
}
