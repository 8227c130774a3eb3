import { describe, expect, test } from 'vitest';
import { AddressRefused } from './address-guard.ts';
import { judgeError, judgeStatus, retryAfterMs } from './judge.ts';
import { NOW } from './testing/webhook-spec.ts';

const URL_ASKED = new URL('https://example.com/hook?token=secret');

function judge(status: number, headers: { location?: string; retryAfter?: string } = {}) {
  const { location, retryAfter } = headers;
  return judgeStatus({ status, location, retryAfter }, URL_ASKED, NOW);
}

describe('a status', () => {
  test.each([200, 201, 202, 204, 226, 299])('%i is success', (status) => {
    expect(judge(status)).toBeNull();
  });

  test.each([
    { status: 300, retry: 'never' },
    { status: 304, retry: 'never' },
    { status: 400, retry: 'never' },
    { status: 401, retry: 'never' },
    { status: 404, retry: 'never' },
    { status: 408, retry: 'later' },
    { status: 410, retry: 'never' },
    { status: 425, retry: 'later' },
    { status: 429, retry: 'later' },
    { status: 451, retry: 'never' },
    { status: 500, retry: 'later' },
    { status: 501, retry: 'later' },
    { status: 503, retry: 'later' },
    { status: 599, retry: 'later' },
  ])('$status is tried again $retry', ({ status, retry }) => {
    expect(judge(status)).toMatchObject({ retry });
  });

  test('of any class is judged by one of three rules', () => {
    const statuses = Array.from({ length: 400 }, (_, index) => 200 + index);
    const later = statuses.filter((status) => judge(status)?.retry === 'later');
    expect(later).toEqual([408, 425, 429, ...statuses.filter((status) => status >= 500)]);
    expect(statuses.filter((status) => judge(status) === null)).toEqual(statuses.slice(0, 100));
  });

  test.each([
    { location: 'http://127.0.0.1:8080/admin?key=1', host: '127.0.0.1:8080' },
    { location: '/elsewhere', host: 'example.com' },
    { location: 'mailto:a@b.c', host: 'an unknown place' },
    { location: 'http://', host: 'an unknown place' },
    { location: undefined, host: 'an unknown place' },
  ])('302 to $location names $host and nothing more', ({ location, host }) => {
    expect(judge(302, location === undefined ? {} : { location })).toEqual({
      retry: 'never',
      reason: `HTTP 302: redirects are not followed, and this one leads to ${host}; use its address instead`,
    });
  });

  test('429 waits as long as it is asked to', () => {
    expect(judge(429, { retryAfter: '7' })).toEqual({
      retry: 'later',
      reason: 'HTTP 429',
      retryAfterMs: 7000,
    });
  });
});

describe('Retry-After', () => {
  test.each([
    { value: '0', ms: 0 },
    { value: ' 120 ', ms: 120_000 },
    { value: new Date(NOW + 90_000).toUTCString(), ms: 90_000 },
    { value: new Date(NOW - 90_000).toUTCString(), ms: 0 },
    { value: '-5', ms: undefined },
    { value: '1.5', ms: undefined },
    { value: 'soon', ms: undefined },
    { value: '', ms: undefined },
    { value: '99999999999999999999', ms: undefined },
    { value: undefined, ms: undefined },
  ])('$value is $ms ms', ({ value, ms }) => {
    expect(retryAfterMs(value, NOW)).toBe(ms);
  });
});

describe('an error', () => {
  test.each([
    { code: 'ECONNREFUSED', reason: 'Connection refused' },
    { code: 'ENOTFOUND', reason: 'Host name not found' },
    { code: 'CERT_HAS_EXPIRED', reason: 'The certificate has expired' },
    { code: 'HPE_INVALID_CONSTANT', reason: 'The request failed (HPE_INVALID_CONSTANT)' },
  ])('$code is tried again', ({ code, reason }) => {
    expect(judgeError(Object.assign(new Error('x'), { code }))).toEqual({ retry: 'later', reason });
  });

  test('a refused address is never tried again', () => {
    const reason = '10.0.0.1 is not allowed';
    expect(judgeError(new AddressRefused(reason))).toEqual({ retry: 'never', reason });
  });

  test.each([
    { error: new Error('Bearer s3cret'), name: 'Error' },
    { error: new TypeError('invalid header: s3cret'), name: 'TypeError' },
    { error: 's3cret', name: 'unknown error' },
    { error: null, name: 'unknown error' },
  ])('$error keeps its text to itself', ({ error, name }) => {
    expect(judgeError(error).reason).toBe(`The request failed (${name})`);
  });
});
