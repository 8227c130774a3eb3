import type { WebhookSpec } from '@signalbox/delivery';
import { promisify } from 'node:util';
import { gzip as compress } from 'node:zlib';

/** Smaller bodies gain nothing. */
const GZIP_FROM_BYTES = 1024;

const gzip = promisify(compress);

export interface RequestBody {
  readonly bytes: Buffer | null;
  readonly encoding: 'gzip' | null;
}

/** A request's body as it goes out: none by GET, compressed when that is asked for and worth it. */
export async function requestBody(request: WebhookSpec['request']): Promise<RequestBody> {
  const { method, body } = request;
  if (method === 'GET' || body === null) return { bytes: null, encoding: null };
  const bytes = Buffer.from(body);
  if (request.gzip !== true || bytes.length < GZIP_FROM_BYTES) return { bytes, encoding: null };
  return { bytes: await gzip(bytes), encoding: 'gzip' };
}
