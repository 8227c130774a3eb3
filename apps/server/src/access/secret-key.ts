import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEY_BYTES = 32;
const KEY_FILE = 'secrets.key';

/**
 * A key as people write it: 32 bytes in Base64 or hex.
 * @returns `null` when it is none
 */
export function parseSecretKey(text: string): Buffer | null {
  const written = text.trim();
  if (/^[0-9a-f]{64}$/i.test(written)) return Buffer.from(written, 'hex');
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(written)) return null;
  const key = Buffer.from(written, 'base64');
  return key.length === KEY_BYTES ? key : null;
}

/**
 * The key that seals secrets, from the file beside the database, which is made when it is missing.
 * Only the owner of the process may read it.
 * @throws {Error} that names the file when it holds no key or cannot be written
 */
export function secretKeyIn(dataDir: string): Buffer {
  const file = join(dataDir, KEY_FILE);
  const text = readIfThere(file);
  if (text === null) return makeKey(file);
  chmodSync(file, 0o600);
  const key = parseSecretKey(text);
  if (key !== null) return key;
  throw new Error(
    `The file ${file} holds no key of 32 bytes. Bring back the one that the secrets were sealed with, or remove it and set the secrets again.`,
  );
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function makeKey(file: string): Buffer {
  const key = randomBytes(KEY_BYTES);
  writeFileSync(file, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return key;
}
