import type { JsonValue } from '@signalbox/flow';
/** Why a payload is not what its topic says; counted under these names. */
export declare const NGP_PROBLEMS: readonly [
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
];
export type NgpProblemCode = (typeof NGP_PROBLEMS)[number];
export interface NgpProblem {
  readonly ok: false;
  readonly code: NgpProblemCode;
  /** What is wrong and where, for people. */
  readonly reason: string;
}
export type JsonObject = {
  readonly [key: string]: JsonValue;
};
export declare function problem(code: NgpProblemCode, reason: string): NgpProblem;
export declare function isJsonObject(value: JsonValue | undefined): value is JsonObject;
/** A value as a message quotes it: short, and on one line. */
export declare function show(value: JsonValue): string;
/** Parses a payload of at most `maxBytes`: JSON text or its UTF-8 bytes. */
export declare function parsePayload(
  payload: string | Uint8Array,
  maxBytes: number,
):
  | {
      readonly ok: true;
      readonly value: JsonValue;
    }
  | NgpProblem;
