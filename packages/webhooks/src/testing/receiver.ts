import { createServer } from 'node:http';
import type { IncomingHttpHeaders, RequestListener, ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { Server, Socket } from 'node:net';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly bytes: Buffer;
}

export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly ReceivedRequest[];
  /** Connections accepted so far. */
  readonly connections: number;
}

async function listen(server: Server): Promise<{ port: number; opened: Set<Socket>; count: () => number }> {
  const opened = new Set<Socket>();
  let count = 0;
  server.on('connection', (socket) => {
    count += 1;
    opened.add(socket);
    socket.on('close', () => opened.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Not listening on TCP');
  return { port: address.port, opened, count: () => count };
}

async function stop(server: Server, opened: Set<Socket>): Promise<void> {
  for (const socket of opened) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
}

/** A real HTTP server on a free port of 127.0.0.1. */
export async function receive(
  answer: (response: ServerResponse, request: ReceivedRequest) => void,
): Promise<Receiver> {
  const requests: ReceivedRequest[] = [];
  const listener: RequestListener = (incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url: path = '', headers } = incoming;
      const bytes = Buffer.concat(chunks);
      const request = { method, path, headers, body: bytes.toString(), bytes };
      requests.push(request);
      answer(response, request);
    });
  };
  const server = createServer(listener);
  const { port, opened, count } = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    requests,
    get connections() {
      return count();
    },
    [Symbol.asyncDispose]: () => stop(server, opened),
  };
}

/** A TCP server that takes connections and says what it is told to: nothing, if nothing. */
export async function receiveRaw(talk: (socket: Socket) => void = () => undefined): Promise<Receiver> {
  const server = createTcpServer((socket) => {
    socket.resume();
    talk(socket);
  });
  const { port, opened, count } = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    requests: [],
    get connections() {
      return count();
    },
    [Symbol.asyncDispose]: () => stop(server, opened),
  };
}
