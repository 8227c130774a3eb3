import { once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod';
import type { WebhookReceipt } from './evidence.ts';

const bodySchema = z.object({ device: z.string(), n: z.number() });

/** An answer takes up to this long, so that a kill meets requests that were received and not answered. */
const ANSWERS_WITHIN_MS = 100;

/** Takes every webhook and keeps a log of them. */
export interface Receiver {
  readonly url: string;
  readonly receipts: readonly WebhookReceipt[];
  close(): Promise<void>;
}

/** @param random in [0, 1) */
export async function startReceiver(random: () => number): Promise<Receiver> {
  const receipts: WebhookReceipt[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const { device, n } = bodySchema.parse(JSON.parse(body));
      const key = String(request.headers['idempotency-key']);
      receipts.push({ key, deviceId: device, n, at: Date.now() });
      setTimeout(() => response.writeHead(204).end(), ANSWERS_WITHIN_MS * random());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The receiver has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    receipts,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
