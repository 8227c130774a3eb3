import type { WebhookSpec } from '@signalbox/delivery';

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

/**
 * The delivery's headers with those of the connection left out, then ours: the same
 * `idempotency-key` and `webhook-id` on every attempt (design §6), which its own cannot replace.
 *
 * @param now Unix ms
 */
export function requestHeaders(spec: WebhookSpec, userAgent: string, now: number): RequestHeaders {
  const headers = new Map([['user-agent', userAgent]]);
  if (spec.request.body !== null) headers.set('content-type', 'application/json');
  for (const { key, value } of spec.request.headers) {
    const name = key.trim().toLowerCase();
    if (!TOKEN.test(name)) {
      return { ok: false, reason: `Header ${JSON.stringify(key)} is not a header name` };
    }
    if (!FIELD_VALUE.test(value)) {
      return { ok: false, reason: `Header ${name} has a character that headers cannot carry` };
    }
    if (!NOT_OURS_TO_PASS.has(name)) headers.set(name, value);
  }
  headers.set('idempotency-key', spec.id);
  headers.set('webhook-id', spec.id);
  headers.set('webhook-timestamp', String(Math.floor(now / 1000)));
  return { ok: true, headers: Object.fromEntries(headers) };
}
