import type { AttemptFailure } from '@signalbox/delivery';
import { AddressRefused } from './address-guard.ts';
import { OutOfTime } from './time-limit.ts';

/** 4xx that say "not now" rather than "not like this" (design §6). */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 425, 429]);

const NO_TLS = 'No secure connection: the host does not speak TLS there';

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset',
  EPIPE: 'Connection reset',
  UND_ERR_SOCKET: 'The connection was closed before the answer was complete',
  ENOTFOUND: 'Host name not found',
  EAI_AGAIN: 'Host name could not be looked up',
  ETIMEDOUT: 'No connection in time',
  UND_ERR_CONNECT_TIMEOUT: 'No connection in time',
  EHOSTUNREACH: 'Host unreachable',
  ENETUNREACH: 'Network unreachable',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is for another host name',
  CERT_HAS_EXPIRED: 'The certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate is not trusted (self-signed)',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate is not trusted (self-signed)',
  HTTPParserError: 'The answer is not HTTP',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'The answer is not as long as it says',
  UND_ERR_HEADERS_OVERFLOW: 'The headers of the answer are too long',
  EPROTO: NO_TLS,
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate is not trusted',
};

/**
 * `Retry-After` as milliseconds from now: seconds or a date (RFC 9110 §10.2.3).
 *
 * @returns `undefined` when there is none or it is neither
 */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = /^[A-Za-z]{3}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function locationHost(location: string | undefined, url: URL): string {
  const target = location === undefined ? null : URL.parse(location, url.href);
  return target === null || target.host === '' ? 'an unknown place' : target.host;
}

export interface AnswerHead {
  readonly status: number;
  readonly location: string | undefined;
  readonly retryAfter: string | undefined;
}

/** What a status says about trying again; `null` for success. */
export function judgeStatus(head: AnswerHead, url: URL, now: number): AttemptFailure | null {
  const { status } = head;
  if (status >= 200 && status < 300) return null;
  if (status < 400) {
    const host = locationHost(head.location, url);
    return {
      retry: 'never',
      reason: `HTTP ${status}: redirects are not followed, and this one leads to ${host}; use its address instead`,
    };
  }
  const reason = `HTTP ${status}`;
  if (status < 500 && !PASSING_STATUSES.has(status)) return { retry: 'never', reason };
  const wait = retryAfterMs(head.retryAfter, now);
  return { retry: 'later', reason, ...(wait !== undefined && { retryAfterMs: wait }) };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** An error's own text is never passed on: it may quote a header's value. */
export function judgeError(error: unknown): AttemptFailure {
  if (error instanceof AddressRefused) return { retry: 'never', reason: error.message };
  if (error instanceof OutOfTime) return { retry: 'later', reason: error.message };
  const code = codeOf(error);
  return { retry: 'later', reason: WORDS[code] ?? `The request failed (${code})` };
}
