import type { Message } from '@signalbox/flow';
import type { Clock, Ingress } from '@signalbox/runtime';
import type { DeviceAuth, Refusal } from './auth.ts';
import { decodeNgpPacket } from './ngp/decode.ts';
import type { NgpProblemCode } from './ngp/payload.ts';

export interface NgpHttpRequest {
  /** From the path. */
  readonly deviceId: string;
  /** The device's key, from the `Authorization` header; `null` without one. */
  readonly key: string | null;
  /** One record or an array of them. */
  readonly body: string | Uint8Array;
}

export interface NgpHttpServices {
  readonly directory: DeviceAuth;
  readonly ingress: Ingress;
  readonly clock: Clock;
  /** How long a device waits for its records to become durable, ms. */
  readonly timeoutMs?: number;
}

export interface NgpHttpProblem {
  /** For counting. */
  readonly code: NgpProblemCode | Refusal | 'no_key' | 'refused' | 'not_stored';
  /** What is wrong, where, and what to do. */
  readonly reason: string;
}

export type NgpHttpAnswer =
  | { readonly status: 200 }
  | { readonly status: 400 | 401 | 403 | 413 | 503; readonly problem: NgpHttpProblem };

const DEFAULT_TIMEOUT_MS = 10_000;

const REFUSALS: Readonly<Record<Refusal, { readonly status: 401 | 403; readonly reason: string }>> = {
  unknown: { status: 403, reason: 'no device is registered under this id' },
  wrong_key: { status: 401, reason: 'the key is not the one that the device was registered with' },
  blocked: { status: 403, reason: 'the device is blocked' },
};

/**
 * `POST /ngp/{device_id}` (design §7): 200 when the records are durable; 400 or 413 with what is
 * wrong in the body; 401 without the right key; 403 for a device that is unknown or blocked; 503
 * while nothing can be stored: the device sends them again, and what was stored by then is told
 * to be a duplicate.
 */
export async function receiveNgpHttp(
  request: NgpHttpRequest,
  services: NgpHttpServices,
): Promise<NgpHttpAnswer> {
  const { deviceId, key, body } = request;
  if (key === null) {
    const reason = 'no key: send the header Authorization: Bearer and the key of the device';
    return { status: 401, problem: { code: 'no_key', reason } };
  }
  const verdict = await services.directory.authenticate(deviceId, key);
  if ('refused' in verdict) {
    const { status, reason } = REFUSALS[verdict.refused];
    return { status, problem: { code: verdict.refused, reason } };
  }
  const decoded = decodeNgpPacket(body, services.clock.now(), deviceId);
  if (!decoded.ok) {
    const { code, reason } = decoded;
    return { status: code === 'too_large' ? 413 : 400, problem: { code, reason } };
  }
  return store(verdict.sourceId, decoded.messages, services);
}

function store(
  sourceId: number,
  messages: readonly Message[],
  { ingress, clock, timeoutMs = DEFAULT_TIMEOUT_MS }: NgpHttpServices,
): Promise<NgpHttpAnswer> {
  if (messages.length === 0) return Promise.resolve({ status: 200 });
  return new Promise((resolve) => {
    const cancel = clock.wakeAt(clock.now() + timeoutMs, () => {
      const reason = 'the records are not stored yet: send them again';
      resolve({ status: 503, problem: { code: 'not_stored', reason } });
    });
    ingress.receive(sourceId, messages, (refused) => {
      cancel();
      if (refused === undefined) resolve({ status: 200 });
      else resolve({ status: 403, problem: { code: 'refused', reason: refused.message } });
    });
  });
}
