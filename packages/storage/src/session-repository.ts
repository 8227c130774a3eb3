import type { Clock } from './clock.ts';
import { integer, text } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';

export interface Session {
  readonly tokenHash: string;
  readonly userId: number;
  readonly createdAt: number;
  readonly lastUsedAt: number;
}

function toSession(row: Row): Session {
  return {
    tokenHash: text(row, 'token_hash'),
    userId: integer(row, 'user_id'),
    createdAt: integer(row, 'created_at'),
    lastUsedAt: integer(row, 'last_used_at'),
  };
}

function statements(connection: Connection) {
  return {
    insert: connection.write(
      'INSERT INTO sessions (token_hash, user_id, created_at, last_used_at) VALUES (?, ?, ?, ?)',
    ),
    find: connection.query('SELECT * FROM sessions WHERE token_hash = ?', toSession),
    touch: connection.write('UPDATE sessions SET last_used_at = ? WHERE token_hash = ?'),
    remove: connection.write('DELETE FROM sessions WHERE token_hash = ?'),
    removeOfUser: connection.write('DELETE FROM sessions WHERE user_id = ?'),
    countOfUser: connection.query('SELECT count(*) AS count FROM sessions WHERE user_id = ?', (row) =>
      integer(row, 'count'),
    ),
    removeUnused: connection.write('DELETE FROM sessions WHERE last_used_at < ?'),
  };
}

/** Signed-in browsers, by the hash of their token. How long one lasts is the caller's to say. */
export class SessionRepository {
  readonly #clock: Clock;
  readonly #sql: ReturnType<typeof statements>;

  constructor(connection: Connection, clock: Clock) {
    this.#clock = clock;
    this.#sql = statements(connection);
  }

  create({ tokenHash, userId }: { readonly tokenHash: string; readonly userId: number }): Session {
    const now = this.#clock.now();
    this.#sql.insert.run(tokenHash, userId, now, now);
    return { tokenHash, userId, createdAt: now, lastUsedAt: now };
  }

  find(tokenHash: string): Session | undefined {
    return this.#sql.find.get(tokenHash);
  }

  /** Notes that the session was used now. Each call writes to disk: once a minute is plenty. */
  touch(tokenHash: string): void {
    this.#sql.touch.run(this.#clock.now(), tokenHash);
  }

  remove(tokenHash: string): void {
    this.#sql.remove.run(tokenHash);
  }

  removeOfUser(userId: number): void {
    this.#sql.removeOfUser.run(userId);
  }

  countOfUser(userId: number): number {
    return this.#sql.countOfUser.get(userId) ?? 0;
  }

  /** Removes sessions last used before the instant (Unix ms); gives how many. */
  removeUnusedSince(instant: number): number {
    return this.#sql.removeUnused.run(instant);
  }
}
