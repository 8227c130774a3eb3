import type { Clock } from './clock.ts';
import { integer, integerOrNull, text } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';

export interface SignInLink {
  readonly tokenHash: string;
  readonly userId: number;
  readonly createdAt: number;
  /** `null` while it is good. */
  readonly usedAt: number | null;
}

function toLink(row: Row): SignInLink {
  return {
    tokenHash: text(row, 'token_hash'),
    userId: integer(row, 'user_id'),
    createdAt: integer(row, 'created_at'),
    usedAt: integerOrNull(row, 'used_at'),
  };
}

function statements(connection: Connection) {
  return {
    insert: connection.write('INSERT INTO sign_in_links (token_hash, user_id, created_at) VALUES (?, ?, ?)'),
    find: connection.query('SELECT * FROM sign_in_links WHERE token_hash = ?', toLink),
    use: connection.query(
      'UPDATE sign_in_links SET used_at = ? WHERE token_hash = ? AND used_at IS NULL RETURNING *',
      toLink,
    ),
    removeOfUser: connection.write('DELETE FROM sign_in_links WHERE user_id = ?'),
  };
}

/** Links that sign a user in once, by the hash of their token. */
export class SignInLinkRepository {
  readonly #clock: Clock;
  readonly #sql: ReturnType<typeof statements>;

  constructor(connection: Connection, clock: Clock) {
    this.#clock = clock;
    this.#sql = statements(connection);
  }

  create({ tokenHash, userId }: { readonly tokenHash: string; readonly userId: number }): SignInLink {
    const createdAt = this.#clock.now();
    this.#sql.insert.run(tokenHash, userId, createdAt);
    return { tokenHash, userId, createdAt, usedAt: null };
  }

  find(tokenHash: string): SignInLink | undefined {
    return this.#sql.find.get(tokenHash);
  }

  /** Uses the link up; `undefined` when there is no such link or it was used before. */
  use(tokenHash: string): SignInLink | undefined {
    return this.#sql.use.get(this.#clock.now(), tokenHash);
  }

  removeOfUser(userId: number): void {
    this.#sql.removeOfUser.run(userId);
  }
}
