import { describe, expect, test } from 'vitest';
import { requestHeaders } from './request-headers.ts';
import { NOW, webhookSpec } from './testing/webhook-spec.ts';

const AGENT = 'Signalbox/0.1';

function build(headers: { key: string; value: string }[], body: string | null = '{}') {
  const facts = { userAgent: AGENT, now: NOW, signingKey: null, encoding: null };
  return requestHeaders(webhookSpec({ headers, body }), facts);
}

const OURS = {
  'idempotency-key': 'd_1',
  'webhook-id': 'd_1',
  'webhook-timestamp': String(NOW / 1000),
};

describe('request headers', () => {
  test('name the delivery and the kind of body', () => {
    expect(build([])).toEqual({
      ok: true,
      headers: { 'user-agent': AGENT, 'content-type': 'application/json', ...OURS },
    });
  });

  test('say nothing of a body that is not there', () => {
    expect(build([], null)).toEqual({ ok: true, headers: { 'user-agent': AGENT, ...OURS } });
  });

  test('are the delivery’s own where it has them', () => {
    const own = [
      { key: 'Content-Type', value: 'text/plain' },
      { key: ' Authorization ', value: 'Bearer s3cret' },
      { key: 'USER-AGENT', value: 'mine' },
    ];
    expect(build(own)).toEqual({
      ok: true,
      headers: {
        'user-agent': 'mine',
        'content-type': 'text/plain',
        authorization: 'Bearer s3cret',
        ...OURS,
      },
    });
  });

  test.each(['Idempotency-Key', 'webhook-id', 'Webhook-Timestamp'])('%s is ours alone', (key) => {
    expect(build([{ key, value: 'forged' }], null)).toEqual({
      ok: true,
      headers: { 'user-agent': AGENT, ...OURS },
    });
  });

  test.each([
    'Host',
    'content-length',
    'Transfer-Encoding',
    'connection',
    'Keep-Alive',
    'TE',
    'Trailer',
    'Upgrade',
    'Expect',
    'Proxy-Authorization',
  ])('%s belongs to the connection and is left out', (key) => {
    expect(build([{ key, value: '1' }], null)).toEqual({
      ok: true,
      headers: { 'user-agent': AGENT, ...OURS },
    });
  });

  test.each(['', 'a b', 'x:y', 'x\r\ny', 'é'])('"%s" is no header name', (key) => {
    expect(build([{ key, value: 's3cret' }])).toEqual({
      ok: false,
      reason: `Header ${JSON.stringify(key)} is not a header name`,
    });
  });

  test.each(['s3cret\r\nx-injected: 1', 's3cret\n', 's3cret\0', 's3cret Ж'])(
    'a value that cannot be carried is refused without quoting it: %j',
    (value) => {
      expect(build([{ key: 'X-Key', value }])).toEqual({
        ok: false,
        reason: 'Header x-key has a character that headers cannot carry',
      });
    },
  );
});
