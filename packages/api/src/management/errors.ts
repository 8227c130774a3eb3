import { z } from 'zod';
import { rightSchema } from './rights.ts';

interface Problem {
  readonly status: number;
  /** The kind of problem in a few words; `detail` tells the case at hand. */
  readonly title: string;
}

/**
 * Every error that `/api` answers with. Codes are part of the API and are never reused; titles
 * are words and may change.
 */
export const PROBLEMS = {
  invalid_json: { status: 400, title: 'The body is not JSON' },
  invalid_input: { status: 400, title: 'A field is missing or has a wrong value' },
  unauthorized: { status: 401, title: 'No valid credential' },
  sign_in_link_invalid: { status: 401, title: 'This sign-in link is used, replaced or too old' },
  wrong_password: { status: 401, title: 'Wrong login or password' },
  forbidden: { status: 403, title: 'The credential lacks a right' },
  cross_site: { status: 403, title: 'The request comes from another site' },
  not_found: { status: 404, title: 'There is no such thing' },
  conflict: { status: 409, title: 'The present state does not allow it' },
  version_conflict: { status: 409, title: 'Somebody saved a newer version' },
  device_id_taken: { status: 409, title: 'Another device has this device_id' },
  device_offline: { status: 409, title: 'The device is not connected' },
  device_blocked: { status: 409, title: 'The device is blocked' },
  paused: { status: 409, title: 'People have paused it' },
  device_is_clone: { status: 409, title: 'A clone cannot command its device' },
  too_many: { status: 409, title: 'There are as many as there may be' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be application/json' },
  flow_invalid: { status: 422, title: 'The flow has errors' },
  test_too_long: { status: 422, title: 'The test takes too long' },
  not_supported: { status: 422, title: 'The device cannot do this' },
  too_many_attempts: { status: 429, title: 'Too many attempts to sign in' },
  rate_limited: { status: 429, title: 'Too many requests' },
  caller_gone: { status: 499, title: 'The caller went away before the answer' },
  internal: { status: 500, title: 'The server failed' },
  not_ready: { status: 503, title: 'The server cannot do this now' },
} as const satisfies Readonly<Record<string, Problem>>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A fault in one field of a request. */
export const fieldErrorSchema = z.object({
  /** Where: `body.label`, `query.limit`, `params.id`. */
  path: z.string(),
  message: z.string(),
});
export type FieldError = z.infer<typeof fieldErrorSchema>;

/** A fault or a doubt in a flow, as the flow package's checks find it. */
export const flowProblemSchema = z.object({
  /** Errors keep a flow from being published, warnings never do. */
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  /** The nodes concerned. */
  node_ids: z.array(z.int()).readonly().optional(),
  /** Paths inside the node (`data.actions[0].number`), or inside the flow when no node is named. */
  parameters: z.array(z.string()).readonly().optional(),
});
export type FlowProblem = z.infer<typeof flowProblemSchema>;

/** Body of every error answer: `application/problem+json` (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    /** The right that is missing, with `forbidden`; none where only the owner may. */
    right: rightSchema.optional(),
    /** Faults in the request's fields, with `invalid_input`. */
    errors: z.array(fieldErrorSchema).optional(),
    /** Faults in the flow, with `flow_invalid`. */
    problems: z.array(flowProblemSchema).optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemBody = z.infer<typeof problemSchema>;

/**
 * The answer's body for a catalogue error.
 * @param detail the case at hand: what, where, and what to do
 */
export function problemBody(
  code: ProblemCode,
  detail: string,
  faults: Pick<ProblemBody, 'right' | 'errors' | 'problems'> = {},
): ProblemBody {
  const { status, title } = PROBLEMS[code];
  return { type: `urn:signalbox:problem:${code}`, title, status, code, detail, ...faults };
}
