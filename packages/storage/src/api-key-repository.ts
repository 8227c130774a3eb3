import type { Clock } from './clock.ts';
import { integer, text } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';
import { notFound } from './storage-error.ts';

export interface ApiKeyRecord {
  readonly id: number;
  readonly label: string;
  readonly keyHash: string;
  readonly rights: readonly string[];
  /** The user in whose name it acts. */
  readonly userId: number;
  readonly createdAt: number;
}

function toKey(row: Row): ApiKeyRecord {
  return {
    id: integer(row, 'id'),
    label: text(row, 'label'),
    keyHash: text(row, 'key_hash'),
    rights: JSON.parse(text(row, 'rights')),
    userId: integer(row, 'user_id'),
    createdAt: integer(row, 'created_at'),
  };
}

function statements(connection: Connection) {
  return {
    insert: connection.write(
      'INSERT INTO api_keys (label, key_hash, rights, user_id, created_at) VALUES (?, ?, ?, ?, ?)',
    ),
    list: connection.query('SELECT * FROM api_keys ORDER BY id', toKey),
    byHash: connection.query('SELECT * FROM api_keys WHERE key_hash = ?', toKey),
    remove: connection.write('DELETE FROM api_keys WHERE id = ?'),
  };
}

/** API keys, by the hash of their text. */
export class ApiKeyRepository {
  readonly #clock: Clock;
  readonly #sql: ReturnType<typeof statements>;

  constructor(connection: Connection, clock: Clock) {
    this.#clock = clock;
    this.#sql = statements(connection);
  }

  create(key: Omit<ApiKeyRecord, 'id' | 'createdAt'>): ApiKeyRecord {
    const createdAt = this.#clock.now();
    const rights = JSON.stringify(key.rights);
    const id = this.#sql.insert.insert(key.label, key.keyHash, rights, key.userId, createdAt);
    return { ...key, id, createdAt };
  }

  /** In order of creation. */
  list(): readonly ApiKeyRecord[] {
    return this.#sql.list.all();
  }

  byHash(keyHash: string): ApiKeyRecord | undefined {
    return this.#sql.byHash.get(keyHash);
  }

  /** @throws {StorageError} `not_found` */
  remove(id: number): void {
    if (this.#sql.remove.run(id) === 0) throw notFound(`API key ${id}`);
  }
}
