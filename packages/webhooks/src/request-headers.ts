import { deliveryReason } from '@signalbox/delivery';
import type { WebhookSpec } from '@signalbox/delivery';
import { signature } from './signature.ts';

/** Belong to the connection, not to the request (RFC 9110 §7.6.1), or follow from it. */
const NOT_OURS_TO_PASS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** RFC 9110 §5.6.2 and §5.5, the latter without control characters. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers of one attempt, or why the delivery's own cannot be sent. Values are never named. */
export type RequestHeaders =
  | { readonly ok: true; readonly headers: Record<string, string> }
  | { readonly ok: false; readonly reason: string };

/** What of an attempt is not in its delivery. */
export interface AttemptFacts {
  readonly userAgent: string;
  /** Unix ms. */
  readonly now: number;
  /** `whsec_…`; `null` for no signature. */
  readonly signingKey: string | null;
  /** How the body is packed. */
  readonly encoding: 'gzip' | null;
}

/**
 * The delivery's headers with those of the connection left out, then ours: the same
 * `idempotency-key` and `webhook-id` on every attempt (design §6), which its own cannot replace, and
 * time and signature of this one.
 */
export function requestHeaders(spec: WebhookSpec, facts: AttemptFacts): RequestHeaders {
  const headers = new Map([['user-agent', facts.userAgent]]);
  if (spec.request.body !== null) headers.set('content-type', 'application/json');
  for (const { key, value } of spec.request.headers) {
    const name = key.trim().toLowerCase();
    if (!TOKEN.test(name)) {
      return { ok: false, reason: deliveryReason('header_name_invalid', JSON.stringify(key)) };
    }
    if (!FIELD_VALUE.test(value)) {
      return { ok: false, reason: deliveryReason('header_value_invalid', name) };
    }
    if (!NOT_OURS_TO_PASS.has(name)) headers.set(name, value);
  }
  const timestamp = Math.floor(facts.now / 1000);
  headers.set('idempotency-key', spec.id);
  headers.set('webhook-id', spec.id);
  headers.set('webhook-timestamp', String(timestamp));
  if (facts.encoding !== null) headers.set('content-encoding', facts.encoding);
  if (facts.signingKey !== null) {
    const signed = signature(facts.signingKey, spec.id, timestamp, sentBody(spec));
    if (signed === null) return { ok: false, reason: deliveryReason('signing_key_invalid') };
    headers.set('webhook-signature', signed);
  }
  return { ok: true, headers: Object.fromEntries(headers) };
}

function sentBody({ request }: WebhookSpec): string {
  return request.method === 'GET' ? '' : (request.body ?? '');
}
