import type { LookupAddress } from 'node:dns';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createWebhookSender } from './sender.ts';
import type { WebhookSenderOptions } from './sender.ts';
import { CERTIFICATE, PRIVATE_KEY } from './testing/certificate.ts';
import type { Receiver } from './testing/receiver.ts';
import { receive, receiveRaw } from './testing/receiver.ts';
import { NOW, webhookSpec } from './testing/webhook-spec.ts';

/*
 * What a receiver and the network between can do, at real sockets: each has one classified reason,
 * and none holds an attempt longer than its time or costs more memory than its share.
 */

/** Long enough for a local server that answers, short for one that does not. */
const SHORT_MS = 80;
const OUT_OF_TIME = `No complete answer within ${SHORT_MS / 1000} s`;

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

async function rawReceiver(talk: (socket: Socket) => void): Promise<Receiver> {
  const created = await receiveRaw(talk);
  onTestFinished(() => created[Symbol.asyncDispose]());
  return created;
}

/** Says something again and again until the socket is gone. */
function drip(socket: Socket, head: string, text: string): void {
  socket.write(head);
  const timer = setInterval(() => socket.write(text), 2);
  socket.on('close', () => clearInterval(timer));
}

const HEAD = 'HTTP/1.1 200 OK\r\n';

describe('a receiver that', () => {
  const cases: { name: string; talk: (socket: Socket) => void; reason: string }[] = [
    { name: 'never reads', talk: (socket) => socket.pause(), reason: OUT_OF_TIME },
    {
      name: 'ends its side and never answers',
      talk: (socket) => socket.end(),
      reason: 'The connection was closed before the answer was complete',
    },
    {
      name: 'sends its status a byte at a time',
      talk: (socket) => drip(socket, 'H', ''),
      reason: OUT_OF_TIME,
    },
    {
      name: 'sends its headers a byte at a time',
      talk: (socket) => drip(socket, `${HEAD}X-A: `, 'a'),
      reason: OUT_OF_TIME,
    },
    {
      name: 'sends its body a byte at a time',
      talk: (socket) => drip(socket, `${HEAD}Content-Length: 60000\r\n\r\n`, 'b'),
      reason: OUT_OF_TIME,
    },
    {
      name: 'sends its chunks a byte at a time',
      talk: (socket) => drip(socket, `${HEAD}Transfer-Encoding: chunked\r\n\r\n`, '1\r\nc\r\n'),
      reason: OUT_OF_TIME,
    },
    {
      name: 'only ever says that an answer will come',
      talk: (socket) => drip(socket, '', 'HTTP/1.1 102 Processing\r\n\r\n'),
      reason: OUT_OF_TIME,
    },
    {
      name: 'sends headers without end',
      talk: (socket) => socket.write(`${HEAD}${'X-Long: '.padEnd(200_000, 'x')}\r\n\r\n`),
      reason: 'The headers of the answer are too long',
    },
    {
      name: 'says two lengths',
      talk: (socket) => socket.write(`${HEAD}Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc`),
      reason: 'The answer is not as long as it says',
    },
    {
      name: 'says a length below nothing',
      talk: (socket) => socket.write(`${HEAD}Content-Length: -1\r\n\r\n`),
      reason: 'The answer is not HTTP',
    },
    {
      name: 'promises more than it sends',
      talk: (socket) => socket.end(`${HEAD}Content-Length: 10\r\n\r\nabc`),
      reason: 'The connection was closed before the answer was complete',
    },
    {
      name: 'breaks off in a chunk',
      talk: (socket) => socket.end(`${HEAD}Transfer-Encoding: chunked\r\n\r\nff\r\nabc`),
      reason: 'The connection was closed before the answer was complete',
    },
  ];

  test.each(cases)('$name is given up, to be tried again', async ({ talk, reason }) => {
    const { url } = await rawReceiver((socket) => socket.once('data', () => talk(socket)));
    // A slow machine must not be what ends the others.
    const timeoutMs = reason === OUT_OF_TIME ? SHORT_MS : 20_000;
    expect(await sender().send(webhookSpec({ url, timeoutMs }))).toEqual({
      ok: false,
      failure: { retry: 'later', reason },
    });
  });

  test('sends more than it said is taken at its word', async () => {
    const { url } = await rawReceiver((socket) =>
      socket.once('data', () => socket.end(`${HEAD}Content-Length: 2\r\n\r\n{}and more`)),
    );
    expect(await sender().send(webhookSpec({ url }))).toEqual({ ok: true, status: 200, body: '{}' });
  });

  test('leads in a circle is asked once', async () => {
    const target = await receive((response, { path }) =>
      response.writeHead(302, { location: `${path}x` }).end(),
    );
    onTestFinished(() => target[Symbol.asyncDispose]());
    expect(await sender().send(webhookSpec({ url: target.url }))).toMatchObject({
      failure: { retry: 'never' },
    });
    expect(target.requests).toHaveLength(1);
  });

  test('leads to a forbidden address is not followed there', async () => {
    const target = await receive((response) =>
      response.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
    );
    onTestFinished(() => target[Symbol.asyncDispose]());
    expect(await sender().send(webhookSpec({ url: target.url }))).toMatchObject({
      failure: { retry: 'never', reason: expect.stringContaining('leads to 169.254.169.254') },
    });
  });
});

describe('a secure connection', () => {
  test('to a receiver that has none is tried again', async () => {
    const { port } = await rawReceiver((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 400 \r\n\r\n')),
    );
    expect(await sender().send(webhookSpec({ url: `https://127.0.0.1:${port}/` }))).toEqual({
      ok: false,
      failure: { retry: 'later', reason: 'No secure connection: the host does not speak TLS there' },
    });
  });

  test('that nobody vouches for is refused, and nothing is sent over it', async () => {
    const asked: string[] = [];
    const options = { cert: CERTIFICATE, key: PRIVATE_KEY };
    const server = createServer(options, (request) => void asked.push(request.url ?? ''));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    expect(await sender().send(webhookSpec({ url: `https://127.0.0.1:${port}/` }))).toEqual({
      ok: false,
      failure: { retry: 'later', reason: 'The certificate is not trusted (self-signed)' },
    });
    expect(asked).toEqual([]);
  });
});

describe('a name', () => {
  test.each([
    ['ENOTFOUND', 'Host name not found'],
    ['EAI_AGAIN', 'Host name could not be looked up'],
    ['ESERVFAIL', 'The request failed (ESERVFAIL)'],
  ])('whose look-up ends with %s is tried again', async (code, reason) => {
    const lookup = (): Promise<readonly LookupAddress[]> =>
      Promise.reject(Object.assign(new Error(`${code} hooks.test`), { code }));
    const attempts = sender({ lookup });
    expect(await attempts.send(webhookSpec({ url: 'http://hooks.test/' }))).toEqual({
      ok: false,
      failure: { retry: 'later', reason },
    });
  });

  test('that leads elsewhere by the time of the connection gets no further', async () => {
    const target = await receive((response) => response.writeHead(200).end());
    onTestFinished(() => target[Symbol.asyncDispose]());
    const answers = ['1.1.1.1', '127.0.0.1'];
    const asked: string[] = [];
    const lookup = async (name: string): Promise<readonly LookupAddress[]> => {
      asked.push(name);
      return [{ address: answers[asked.length - 1] ?? '', family: 4 }];
    };
    const attempts = sender({ allow: [], lookup });
    const url = `http://rebound.test:${target.port}/`;
    // Whoever judged the name beforehand would have seen the public address.
    expect((await lookup('rebound.test'))[0]?.address).toBe('1.1.1.1');
    expect(await attempts.send(webhookSpec({ url }))).toMatchObject({
      failure: { retry: 'never', reason: expect.stringContaining('127.0.0.1 is not a public address') },
    });
    expect(target.connections).toBe(0);
  });
});
