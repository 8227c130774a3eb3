import { deliveryReason } from '@signalbox/delivery';
import type { AttemptFailure, DeliveryReasonCode } from '@signalbox/delivery';
import { AddressRefused } from './address-guard.ts';
import { OutOfTime } from './time-limit.ts';

/** 4xx that say "not now" rather than "not like this" (design §6). */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 425, 429]);

/** By the code of the error. */
const REASONS: Readonly<Record<string, DeliveryReasonCode>> = {
  ECONNREFUSED: 'connection_refused',
  ECONNRESET: 'connection_reset',
  EPIPE: 'connection_reset',
  UND_ERR_SOCKET: 'connection_closed',
  ENOTFOUND: 'name_not_found',
  EAI_AGAIN: 'name_not_looked_up',
  ETIMEDOUT: 'connection_late',
  UND_ERR_CONNECT_TIMEOUT: 'connection_late',
  EHOSTUNREACH: 'host_unreachable',
  ENETUNREACH: 'network_unreachable',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate_of_other',
  CERT_HAS_EXPIRED: 'certificate_expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate_self_signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate_self_signed',
  HTTPParserError: 'not_http',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'wrong_length',
  UND_ERR_HEADERS_OVERFLOW: 'long_headers',
  EPROTO: 'no_tls',
  ERR_SSL_WRONG_VERSION_NUMBER: 'no_tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate_not_trusted',
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
      reason: deliveryReason('redirected', String(status), host),
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
  const known = REASONS[code];
  const reason = known === undefined ? deliveryReason('request_failed', code) : deliveryReason(known);
  return { retry: 'later', reason };
}
