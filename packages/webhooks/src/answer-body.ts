import { pipeline } from 'node:stream';
import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** Of an answer's body, as it comes and as it unfolds; the rest is not read. */
const MAX_BODY_BYTES = 64 * 1024;

const DECODERS: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

async function* atMost(body: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let left = limit;
  for await (const chunk of body) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}

async function gather(body: AsyncIterable<Uint8Array>): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of atMost(body, MAX_BODY_BYTES)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return bytes.length === 0 ? null : new TextDecoder().decode(bytes);
}

/** Compressed although we did not ask for it; what is damaged or of another kind is passed over. */
async function gatherDecoded(body: Readable, decoder: Transform): Promise<string | null> {
  // Errors come to the reader, too.
  pipeline(atMost(body, MAX_BODY_BYTES), decoder, () => undefined);
  try {
    return await gather(decoder);
  } catch (error) {
    if (isZlibError(error)) return null;
    throw error;
  }
}

function isZlibError(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && /^(Z_|ERR__?BROTLI|ERR_PADDING)/.test(String(error.code))
  );
}

/**
 * The text of an answer, cut off after 64 KiB whatever it is packed in: a small answer that unfolds
 * without end costs no more than a long one.
 *
 * @returns `null` when it has none, or none that can be read
 */
export function readAnswerBody(body: Readable, encoding: string | undefined): Promise<string | null> {
  const name = encoding?.trim().toLowerCase() ?? 'identity';
  if (name === '' || name === 'identity') return gather(body);
  const decoder = DECODERS.get(name);
  return decoder === undefined ? gather(body).then(() => null) : gatherDecoded(body, decoder());
}
