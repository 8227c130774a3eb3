import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Logger } from '@signalbox/runtime';

/** A stand-in for the systems that a fleet would tell: takes everything and writes it to the log. */
export interface DemoReceiver {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const MAX_BODY_CHARACTERS = 2000;

/**
 * Listens on loopback.
 * @param port the port of the last start, so that the flows' addresses stay; any free one when it is taken
 */
export async function startReceiver(port: number, log: Logger): Promise<DemoReceiver> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    log.info({ path: request.url, body }, 'The demo receiver was told');
    response.writeHead(204).end();
  };
  const server = createServer((request, response) => void answer(request, response));
  const listen = async (wanted: number): Promise<void> => {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(port).catch(() => listen(0));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The demo receiver has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body.slice(0, MAX_BODY_CHARACTERS);
}
