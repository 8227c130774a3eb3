import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** What one guess costs: memory is 128 · N · r bytes, time grows with N · r · p (RFC 7914). */
export interface PasswordCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** 32 MiB and a tenth of a second or more: what OWASP asks of scrypt, in the form that needs least memory. */
const DEFAULT_COST: PasswordCost = { N: 2 ** 15, r: 8, p: 3 };

const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Hashes of other costs are computed too, up to this; a stored one never asks for more. */
const MAX_MEMORY_BYTES = 256 * 1024 * 1024;

/** Makes and checks what the store keeps of passwords: `scrypt$N$r$p$salt$hash`. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for a user without a password, or for none at all (`null`), and is false then. */
  verify(password: string, stored: string | null): Promise<boolean>;
}

/** @param cost of new hashes; stored ones say their own */
export function createPasswords(cost: PasswordCost = DEFAULT_COST): Passwords {
  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      const hash = await derive(password, salt, cost);
      const { N, r, p } = cost;
      return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
    },
    async verify(password, stored) {
      const known = stored === null ? null : parse(stored);
      if (known === null) {
        await derive(password, Buffer.alloc(SALT_BYTES), cost);
        return false;
      }
      return timingSafeEqual(await derive(password, known.salt, known.cost), known.hash);
    },
  };
}

function parse(stored: string): { cost: PasswordCost; salt: Buffer; hash: Buffer } | null {
  const [scheme, N, r, p, salt, hash] = stored.split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) return null;
  const bytes = Buffer.from(hash, 'base64url');
  if (bytes.length !== HASH_BYTES) return null;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  return { cost, salt: Buffer.from(salt, 'base64url'), hash: bytes };
}

/** The same characters may be typed in different ways (NFKC makes them one). */
function derive(password: string, salt: Buffer, { N, r, p }: PasswordCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { N, r, p, maxmem: MAX_MEMORY_BYTES };
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
