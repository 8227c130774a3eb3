import { createHmac } from 'node:crypto';

/** Bytes of a key, by the specification of Standard Webhooks (1.0.0, "Symmetric keys"). */
const KEY_BYTES = { least: 24, most: 64 };
const KEY = /^whsec_([A-Za-z0-9+/]+={0,2})$/;

/**
 * Signs an attempt as Standard Webhooks has it: HMAC-SHA256 over id, time and body.
 *
 * @param key `whsec_` and the key in Base64
 * @param timestamp of this attempt, Unix seconds
 * @param body before it is compressed: what the receiver's program gets to see
 * @returns the value of `webhook-signature`; `null` when the key has not this form
 */
export function signature(key: string, id: string, timestamp: number, body: string): string | null {
  const bytes = Buffer.from(KEY.exec(key.trim())?.[1] ?? '', 'base64');
  if (bytes.length < KEY_BYTES.least || bytes.length > KEY_BYTES.most) return null;
  return `v1,${createHmac('sha256', bytes).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
