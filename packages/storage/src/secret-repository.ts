import { blob, integer, text } from './columns.ts';
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import { StorageError } from './storage-error.ts';

/** A secret as it may be shown. */
export interface SecretRecord {
  readonly name: string;
  /** Unix ms. */
  readonly updatedAt: number;
}

function statements(connection: Connection) {
  return {
    list: connection.query('SELECT name, updated_at FROM secrets ORDER BY name', (row) => ({
      name: text(row, 'name'),
      updatedAt: integer(row, 'updated_at'),
    })),
    get: connection.query('SELECT sealed FROM secrets WHERE name = ?', (row) => blob(row, 'sealed')),
    put: connection.write(
      `INSERT INTO secrets (name, sealed, updated_at) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed, updated_at = excluded.updated_at`,
    ),
    remove: connection.write('DELETE FROM secrets WHERE name = ?'),
  };
}

/** Secrets by name, sealed: this package never sees one open. */
export class SecretRepository {
  readonly #sql: ReturnType<typeof statements>;
  readonly #clock: Clock;

  constructor(connection: Connection, clock: Clock) {
    this.#sql = statements(connection);
    this.#clock = clock;
  }

  /** By name. */
  list(): readonly SecretRecord[] {
    return this.#sql.list.all();
  }

  sealed(name: string): Uint8Array | undefined {
    return this.#sql.get.get(name);
  }

  put(name: string, sealed: Uint8Array): SecretRecord {
    const updatedAt = this.#clock.now();
    this.#sql.put.run(name, sealed, updatedAt);
    return { name, updatedAt };
  }

  /** @throws {StorageError} `not_found` */
  remove(name: string): void {
    if (this.#sql.remove.run(name) === 0) {
      throw new StorageError('not_found', `There is no secret ${name}.`);
    }
  }
}
