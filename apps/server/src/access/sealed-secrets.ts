import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretVault } from '@signalbox/runtime';
import type { SecretRecord, SecretRepository } from '@signalbox/storage';

/** AES-256-GCM (NIST SP 800-38D): 96 bits of nonce, made anew for each value, and 128 bits of tag. */
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** First byte of what is stored, so that another way of sealing can follow. */
const FORMAT = 1;

/** Secrets that are encrypted where they are stored; the key is not stored with them. */
export class SealedSecrets implements SecretVault {
  readonly #store: SecretRepository;
  readonly #key: Buffer;

  /** @param key 32 bytes */
  constructor(store: SecretRepository, key: Buffer) {
    this.#store = store;
    this.#key = key;
  }

  list(): readonly (SecretRecord & { readonly readable: boolean })[] {
    return this.#store
      .list()
      .map(({ name, updatedAt }) => ({ name, updatedAt, readable: this.get(name) !== undefined }));
  }

  has(name: string): boolean {
    return this.#store.sealed(name) !== undefined;
  }

  get(name: string): string | undefined {
    const sealed = this.#store.sealed(name);
    if (sealed === undefined || sealed[0] !== FORMAT) return undefined;
    const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
    const tag = sealed.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
    try {
      const cipher = createDecipheriv(CIPHER, this.#key, nonce, { authTagLength: TAG_BYTES });
      // A value that was moved to another name does not open.
      cipher.setAAD(Buffer.from(name)).setAuthTag(tag);
      const opened = cipher.update(sealed.subarray(1 + NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([opened, cipher.final()]).toString();
    } catch {
      // Sealed with another key, or damaged.
      return undefined;
    }
  }

  put(name: string, value: string): SecretRecord {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(name));
    const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
    return this.#store.put(name, Buffer.concat([Buffer.of(FORMAT), nonce, cipher.getAuthTag(), body]));
  }

  /** @throws {StorageError} `not_found` */
  remove(name: string): void {
    this.#store.remove(name);
  }
}
