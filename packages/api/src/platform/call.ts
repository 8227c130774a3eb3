import type { z } from 'zod';
import type { Right } from '../management/rights.ts';
import type { PlatformErrorCode } from './errors.ts';

/** Checks that every call about one tracker makes before anything else (design §7). */
export interface TrackerChecks {
  /** Code when no tracker of the account has the `tracker_id`: it differs from call to call. */
  readonly unknown: 201 | 204;
  /** Answers 208 for a blocked tracker. */
  readonly blocked: boolean;
  /** Answers 219 for a clone: it shows its source and may not act on it. */
  readonly clone: boolean;
}

/** One call of `/v2` as data: the server, the client, the OpenAPI and the reference are made from it. */
export interface PlatformCall {
  /** Without `/v2/`. */
  readonly path: string;
  /** One line for the documents. */
  readonly summary: string;
  /** `session`: a session's hash, no API key. */
  readonly credential: 'none' | 'any' | 'session';
  /** All of them are needed; `owner` is for the owner alone. */
  readonly rights: readonly (Right | 'owner')[];
  readonly parameters: z.ZodObject;
  /** With `success`; its fields stand in the order of the answer. */
  readonly response: z.ZodObject;
  readonly tracker?: TrackerChecks;
  /** Codes of its own, beside those of its credential, rights, parameters and tracker; in order of precedence. */
  readonly errors: readonly PlatformErrorCode[];
}

/** Keeps a call's exact schemas in its type. */
export function definePlatformCall<const C extends PlatformCall>(call: C): C {
  return call;
}

/** What a client hands over. */
export type PlatformInput<C extends PlatformCall> = z.input<C['parameters']>;

/** What the call's handler sees: parsed, defaults filled in. */
export type PlatformRequest<C extends PlatformCall> = z.output<C['parameters']>;

export type PlatformResponse<C extends PlatformCall> = z.output<C['response']>;

/** Every error that the call can answer with once it is reached, in order of precedence. */
export function errorsOf(call: PlatformCall): readonly PlatformErrorCode[] {
  const { credential, rights, parameters, tracker, errors } = call;
  return [
    ...(credential === 'none' ? [] : ([3, 4] as const)),
    ...(rights.length === 0 ? [] : ([13] as const)),
    ...(Object.keys(parameters.shape).length === 0 ? [] : ([7] as const)),
    ...(tracker === undefined ? [] : [tracker.unknown]),
    ...(tracker?.blocked === true ? ([208] as const) : []),
    ...(tracker?.clone === true ? ([219] as const) : []),
    ...errors.filter((code) => code !== tracker?.unknown),
  ];
}
