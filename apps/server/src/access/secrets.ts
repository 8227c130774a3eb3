import { createHash, randomInt } from 'node:crypto';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** 32 characters of base62 are 190 bits: nobody guesses them, so a plain hash of them is enough. */
const LENGTH = 32;

/** A new key or token: shown once, kept as its hash only. */
export function newSecret(): string {
  return Array.from({ length: LENGTH }, () => BASE62.charAt(randomInt(BASE62.length))).join('');
}

/** What the store keeps of a key or token: its SHA-256, in hex. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
