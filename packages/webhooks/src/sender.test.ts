import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gunzipSync, gzipSync } from 'node:zlib';
import { receiverOf } from '@signalbox/delivery';
import { Webhook } from 'standardwebhooks';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createWebhookSender } from './sender.ts';
import type { WebhookSenderOptions } from './sender.ts';
import type { Receiver } from './testing/receiver.ts';
import { receive, receiveRaw } from './testing/receiver.ts';
import { NOW, webhookSpec } from './testing/webhook-spec.ts';

/** Long enough for a local server that answers, short for one that does not. */
const SHORT_MS = 60;

function sender(options: Partial<WebhookSenderOptions> = {}) {
  const created = createWebhookSender({
    allow: ['127.0.0.0/8'],
    userAgent: 'Signalbox/0.1',
    clock: { now: () => NOW },
    ...options,
  });
  onTestFinished(() => created.close());
  return created;
}

async function receiver(answer: Parameters<typeof receive>[0]): Promise<Receiver> {
  const created = await receive(answer);
  onTestFinished(() => created[Symbol.asyncDispose]());
  return created;
}

async function rawReceiver(talk?: Parameters<typeof receiveRaw>[0]): Promise<Receiver> {
  const created = await receiveRaw(talk);
  onTestFinished(() => created[Symbol.asyncDispose]());
  return created;
}

const KEY = `whsec_${Buffer.alloc(32, 'k').toString('base64')}`;

function own(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function ok(response: ServerResponse): void {
  response.writeHead(200).end('{"taken":true}');
}

describe('an attempt', () => {
  test('carries method, path, headers and body, and gives status and answer back', async () => {
    const { url, requests } = await receiver(ok);
    const spec = webhookSpec({
      method: 'PUT',
      url: `${url}hook?a=1#part`,
      headers: [{ key: 'X-Own', value: 'yes' }],
      body: '{"speed":82,"label":"Фургон"}',
    });
    expect(await sender().send(spec)).toEqual({ ok: true, status: 200, body: '{"taken":true}' });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      method: 'PUT',
      path: '/hook?a=1',
      body: '{"speed":82,"label":"Фургон"}',
      headers: { 'x-own': 'yes', 'idempotency-key': 'd_1', 'webhook-id': 'd_1' },
    });
  });

  test('that is repeated names the same delivery', async () => {
    const { url, requests } = await receiver((response) => response.writeHead(503).end());
    const attempts = sender();
    for (const _ of [1, 2]) await attempts.send(webhookSpec({ url }));
    expect(requests.map(({ headers }) => headers['webhook-id'])).toEqual(['d_1', 'd_1']);
  });

  test('by GET has no body', async () => {
    const { url, requests } = await receiver(ok);
    await sender().send(webhookSpec({ url, method: 'GET', body: '{}' }));
    expect(requests[0]).toMatchObject({ method: 'GET', body: '' });
  });

  test('answered without a body has none', async () => {
    const { url } = await receiver((response) => response.writeHead(204).end());
    expect(await sender().send(webhookSpec({ url }))).toEqual({ ok: true, status: 204, body: null });
  });

  test('reads no more than 64 KiB of an answer without end', async () => {
    const { url } = await receiver((response) => {
      const chunk = 'x'.repeat(10_000);
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.writeHead(200).on('drain', more);
      more();
    });
    const result = await sender().send(webhookSpec({ url }));
    expect(result).toEqual({ ok: true, status: 200, body: 'x'.repeat(65_536) });
  });

  test('is signed anew each time when there is a key', async () => {
    const { url, requests } = await receiver((response) => response.writeHead(503).end());
    const now = Date.now();
    let passed = 0;
    const attempts = sender({ clock: { now: () => now + passed } });
    for (const _ of [1, 2]) {
      await attempts.send(webhookSpec({ url, body: '{"a":1}' }, { expiresAt: now + 60_000 }), KEY);
      passed += 2000;
    }
    const seen = requests.map(({ headers, body }) => {
      new Webhook(KEY).verify(body, own(headers));
      return [headers['webhook-id'], headers['webhook-timestamp'], headers['webhook-signature']];
    });
    expect(seen.map(([id]) => id)).toEqual(['d_1', 'd_1']);
    expect(new Set(seen.map(([, time]) => time)).size).toBe(2);
    expect(new Set(seen.map(([, , signed]) => signed)).size).toBe(2);
  });

  test('is not sent when the key cannot sign', async () => {
    const target = await receiver(ok);
    const result = await sender().send(webhookSpec({ url: target.url }), 'no key at all');
    expect(result).toMatchObject({ ok: false, failure: { retry: 'never' } });
    expect(JSON.stringify(result)).not.toContain('no key at all');
    expect(target.connections).toBe(0);
  });

  test.each([
    { gzip: true, length: 1024, encoding: 'gzip' },
    { gzip: true, length: 1023, encoding: undefined },
    { gzip: false, length: 9000, encoding: undefined },
  ])('with a body of $length bytes, gzip $gzip, goes as $encoding', async ({ gzip, length, encoding }) => {
    const { url, requests } = await receiver(ok);
    const body = JSON.stringify('x'.repeat(length - 2));
    await sender().send(webhookSpec({ url, body, gzip }), null);
    const [request] = requests;
    expect(request?.headers['content-encoding']).toBe(encoding);
    const bytes = request?.bytes ?? Buffer.alloc(0);
    expect((encoding === 'gzip' ? gunzipSync(bytes) : bytes).toString()).toBe(body);
    expect(bytes.length < length / 5).toBe(encoding === 'gzip');
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('reads an answer that comes as %s', async (encoding, pack) => {
    const { url } = await receiver((response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(pack('{"ok":true}')),
    );
    expect(await sender().send(webhookSpec({ url }))).toMatchObject({ ok: true, body: '{"ok":true}' });
  });

  test('reads no more than 64 KiB of an answer that unfolds to a hundred megabytes', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000, 'x'));
    const { url } = await receiver((response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );
    const result = await sender().send(webhookSpec({ url }));
    expect(result).toEqual({ ok: true, status: 200, body: 'x'.repeat(65_536) });
  });

  test.each([
    ['gzip', 'that is none'],
    ['zstd', 'that is of another kind'],
  ])('passes over an answer as %s %s', async (encoding) => {
    const { url } = await receiver((response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end('{"ok":true}'),
    );
    expect(await sender().send(webhookSpec({ url }))).toEqual({ ok: true, status: 200, body: null });
  });

  test('uses connections again', async () => {
    const target = await receiver(ok);
    const attempts = sender();
    for (let attempt = 1; attempt <= 20; attempt += 1) {
      await attempts.send(webhookSpec({ url: target.url }));
    }
    // Two at most: the next request may leave before the last answer has been put away.
    expect(target.connections).toBeLessThanOrEqual(2);
  });
});

describe('a receiver', () => {
  test('that asks for patience is obeyed', async () => {
    const { url } = await receiver((response) => response.writeHead(429, { 'retry-after': '120' }).end());
    expect(await sender().send(webhookSpec({ url }))).toEqual({
      ok: false,
      failure: { retry: 'later', reason: 'HTTP 429', retryAfterMs: 120_000 },
      status: 429,
      body: null,
    });
  });

  test('that refuses is not asked again', async () => {
    const { url } = await receiver((response) => response.writeHead(422).end('no'));
    expect(await sender().send(webhookSpec({ url }))).toEqual({
      ok: false,
      failure: { retry: 'never', reason: 'HTTP 422' },
      status: 422,
      body: 'no',
    });
  });

  test('that redirects is not followed', async () => {
    const target = await receiver(ok);
    const { url } = await receiver((response) =>
      response.writeHead(307, { location: `${target.url}secret` }).end(),
    );
    const result = await sender().send(webhookSpec({ url }));
    expect(result).toMatchObject({ ok: false, failure: { retry: 'never' } });
    expect(JSON.stringify(result)).toContain(`127.0.0.1:${target.port};`);
    expect(target.connections).toBe(0);
  });

  const silentOnes: { name: string; talk: Parameters<typeof receiveRaw>[0] }[] = [
    { name: 'that says nothing', talk: () => undefined },
    {
      name: 'that stops in its headers',
      talk: (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-'),
    },
    {
      name: 'that stops in its body',
      talk: (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n123'),
    },
  ];

  test.each(silentOnes)('$name is given up when the time is over', async ({ talk }) => {
    const { url } = await rawReceiver(talk);
    expect(await sender().send(webhookSpec({ url, timeoutMs: SHORT_MS }))).toEqual({
      ok: false,
      failure: { retry: 'later', reason: 'No complete answer within 0.06 s' },
    });
  });

  const brokenOnes: { name: string; talk: Parameters<typeof receiveRaw>[0]; reason: string }[] = [
    {
      name: 'that resets',
      talk: (socket) => socket.once('data', () => socket.resetAndDestroy()),
      reason: 'Connection reset',
    },
    {
      name: 'that hangs up',
      talk: (socket) => socket.once('data', () => socket.end()),
      reason: 'The connection was closed before the answer was complete',
    },
    {
      name: 'that hangs up in its body',
      talk: (socket) =>
        socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n123')),
      reason: 'The connection was closed before the answer was complete',
    },
    {
      name: 'that does not speak HTTP',
      talk: (socket) => socket.once('data', () => socket.end('220 smtp.example.com ESMTP\r\n')),
      reason: 'The answer is not HTTP',
    },
  ];

  test.each(brokenOnes)('$name is tried again', async ({ talk, reason }) => {
    const { url } = await rawReceiver(talk);
    expect(await sender().send(webhookSpec({ url }))).toEqual({
      ok: false,
      failure: { retry: 'later', reason },
    });
  });

  test('that is not there is tried again', async () => {
    const target = await receive(ok);
    await target[Symbol.asyncDispose]();
    expect(await sender().send(webhookSpec({ url: target.url }))).toEqual({
      ok: false,
      failure: { retry: 'later', reason: 'Connection refused' },
    });
  });
});

describe('a request that cannot be', () => {
  test.each([
    { url: 'not a url', reason: 'The URL is not valid' },
    { url: '', reason: 'The URL is not valid' },
    { url: 'file:///etc/passwd', reason: 'The URL must begin with http: or https:, not file:' },
    { url: 'gopher://127.0.0.1/', reason: 'The URL must begin with http: or https:, not gopher:' },
    {
      url: 'http://user:s3cret@127.0.0.1/',
      reason: 'The URL must not hold a user name or password; use an Authorization header',
    },
  ])('$url is refused: $reason', async ({ url, reason }) => {
    expect(await sender().send(webhookSpec({ url }))).toEqual({
      ok: false,
      failure: { retry: 'never', reason },
    });
  });

  test('because of a header is refused before anything is sent', async () => {
    const target = await receiver(ok);
    const spec = webhookSpec({ url: target.url, headers: [{ key: 'X', value: 's3cret\n' }] });
    const result = await sender().send(spec);
    expect(result).toMatchObject({ ok: false, failure: { retry: 'never' } });
    expect(JSON.stringify(result)).not.toContain('s3cret');
    expect(target.connections).toBe(0);
  });

  test('because its time is over is not sent', async () => {
    const target = await receiver(ok);
    const spec = webhookSpec({ url: target.url }, { expiresAt: NOW });
    expect(await sender().send(spec)).toMatchObject({ ok: false, failure: { unattempted: true } });
    expect(target.connections).toBe(0);
  });

  test('finish in time gets what is left of its time to live', async () => {
    const { url } = await rawReceiver();
    const spec = webhookSpec({ url, timeoutMs: 60_000 }, { expiresAt: NOW + SHORT_MS });
    expect(await sender().send(spec)).toMatchObject({
      failure: { reason: 'No complete answer within 0.06 s' },
    });
  });
});

describe('the address guard', () => {
  test.each([
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '017700000001',
    '127.0.0.1.',
    '１２７.０.０.１',
    '127。0。0。1',
    '%31%32%37.0.0.1',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:7f00:0001]',
    '[::127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[2002:7f00:1::]',
    '[::1]',
    '[::]',
    '0',
    '0.0.0.0',
    'localhost',
  ])('stops http://%s/ before a byte is sent', async (host) => {
    const target = await receiver(ok);
    const url = `http://${host}:${target.port}/`;
    const result = await sender({ allow: [] }).send(webhookSpec({ url }));
    expect(result).toMatchObject({ ok: false, failure: { retry: 'never' } });
    expect(JSON.stringify(result)).toContain('is not a public address');
    expect(target.connections).toBe(0);
  });

  test('judges a name by the address that is connected to, each time anew', async () => {
    const target = await receiver((response) => response.writeHead(200, { connection: 'close' }).end());
    const answers = ['127.0.0.1', '10.0.0.1', '127.0.0.1'];
    let asked = 0;
    const attempts = sender({
      lookup: async () => {
        const address = answers[asked] ?? '';
        asked += 1;
        return [{ address, family: 4 }];
      },
    });
    const url = `http://hooks.test:${target.port}/`;
    const results = [];
    for (const _ of [1, 2, 3]) results.push(await attempts.send(webhookSpec({ url })));
    expect(results).toMatchObject([
      { ok: true },
      {
        ok: false,
        failure: {
          retry: 'never',
          reason:
            'hooks.test: 10.0.0.1 is not a public address (private), and webhooks are not allowed to it',
        },
      },
      { ok: true },
    ]);
    expect(asked).toBe(3);
  });

  test('leaves out the forbidden ones among a name’s addresses', async () => {
    const target = await receiver(ok);
    const attempts = sender({
      lookup: async () => [
        { address: '::1', family: 6 },
        { address: '10.0.0.1', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
    });
    const url = `http://hooks.test:${target.port}/`;
    expect(await attempts.send(webhookSpec({ url }))).toMatchObject({ ok: true });
  });

  test('a name without addresses is tried again', async () => {
    const attempts = sender({ lookup: async () => [] });
    expect(await attempts.send(webhookSpec({ url: 'http://hooks.test/' }))).toEqual({
      ok: false,
      failure: { retry: 'later', reason: 'Host name not found' },
    });
  });

  test('a name that is never looked up to the end is given up when the time is over', async () => {
    let asked = 0;
    const attempts = sender({
      lookup: () => {
        asked += 1;
        return new Promise(() => undefined);
      },
    });
    const spec = webhookSpec({ url: 'http://hooks.test/', timeoutMs: SHORT_MS });
    const results = await Promise.all([attempts.send(spec), attempts.send(spec)]);
    expect(results).toMatchObject([
      { failure: { reason: 'No complete answer within 0.06 s' } },
      { failure: { reason: 'No complete answer within 0.06 s' } },
    ]);
    expect(asked).toBe(1);
  });

  test('an entry that cannot be allowed is an error at the start', () => {
    expect(() => sender({ allow: ['localhost'] })).toThrow('"localhost" is neither');
  });
});

/** A receiver that holds its answers back until it is told to give them. */
async function holder() {
  const held: ServerResponse[] = [];
  const waiting: ((response: ServerResponse) => void)[] = [];
  const target = await receiver((response) => {
    const next = waiting.shift();
    if (next === undefined) held.push(response);
    else next(response);
  });
  return {
    url: target.url,
    requests: target.requests,
    next(): Promise<ServerResponse> {
      const response = held.shift();
      if (response !== undefined) return Promise.resolve(response);
      return new Promise((resolve) => waiting.push(resolve));
    },
  };
}

describe('many at once', () => {
  test('one origin gets as many as it may', async () => {
    const target = await holder();
    const attempts = sender({ perOrigin: 2 });
    const results = [1, 2, 3].map(() => attempts.send(webhookSpec({ url: target.url })));
    expect(await results[2]).toMatchObject({ failure: { retry: 'later', unattempted: true } });
    ok(await target.next());
    ok(await target.next());
    expect(await Promise.all(results.slice(0, 2))).toMatchObject([{ ok: true }, { ok: true }]);
    expect(target.requests).toHaveLength(2);
  });

  test('a silent host delays only itself', async () => {
    const silent = await holder();
    const other = await receiver(ok);
    const attempts = sender({ perOrigin: 2 });
    const stuck = [1, 2, 3, 4].map(() => attempts.send(webhookSpec({ url: silent.url })));
    await silent.next();
    await silent.next();
    expect(await attempts.send(webhookSpec({ url: other.url }))).toMatchObject({ ok: true });
    expect(silent.requests).toHaveLength(2);
    await attempts.close();
    expect(await Promise.all(stuck)).toMatchObject(stuck.map(() => ({ ok: false })));
  });

  test('a dead host is left alone after 8 attempts, and those after it are not counted', async () => {
    const target = await receive(ok);
    await target[Symbol.asyncDispose]();
    const attempts = sender();
    const results = [];
    for (let attempt = 1; attempt <= 9; attempt += 1) {
      results.push(await attempts.send(webhookSpec({ url: target.url })));
    }
    expect(results[7]).toMatchObject({ failure: { reason: 'Connection refused' } });
    expect(results[8]).toMatchObject({ failure: { unattempted: true, retryAfterMs: 2000 } });
    expect(attempts.admission(receiverOf(target.url))).toEqual({ places: 1, pausedUntil: NOW + 2000 });
    expect(attempts.admission('http://other.test')).toEqual({ places: 32, pausedUntil: null });
  });

  test.each<{ what: string; ask?: Parameters<typeof webhookSpec>; key?: string; address?: string }>([
    { what: 'a bad header', ask: [{ headers: [{ key: 'X', value: '\n' }] }] },
    { what: 'a bad key', key: 'no key at all' },
    { what: 'a time to live that is over', ask: [{}, { expiresAt: NOW }] },
    { what: 'an address that is forbidden', address: '10.0.0.1' },
  ])('$what is no answer of the receiver', async ({ ask = [{}], key, address = '127.0.0.1' }) => {
    const target = await receive(ok);
    await target[Symbol.asyncDispose]();
    const url = `http://hooks.test:${new URL(target.url).port}/`;
    let leadsTo = '127.0.0.1';
    const attempts = sender({ lookup: async () => [{ address: leadsTo, family: 4 }] });
    const [request, overrides] = ask;
    for (let n = 0; n < 7; n += 1) await attempts.send(webhookSpec({ url }));

    leadsTo = address;
    const result = await attempts.send(webhookSpec({ ...request, url }, overrides), key);
    expect(result).toMatchObject({ ok: false });
    expect(JSON.stringify(result)).not.toContain('refused');
    leadsTo = '127.0.0.1';
    await attempts.send(webhookSpec({ url }));

    expect(attempts.admission(receiverOf(url))).toEqual({ places: 1, pausedUntil: NOW + 2000 });
  });
});

test('the capacity is 512 unless told otherwise', () => {
  expect(sender().capacity).toBe(512);
  expect(sender({ capacity: 3 }).capacity).toBe(3);
});
