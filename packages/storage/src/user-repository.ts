import type { Clock } from './clock.ts';
import { integer, text, textOrNull } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';
import { SQLITE, sqliteCode } from './sqlite-error.ts';
import { StorageError, notFound } from './storage-error.ts';

export interface User {
  readonly id: number;
  readonly login: string;
  /** `null`: signs in by link only. */
  readonly passwordHash: string | null;
  readonly role: string;
  readonly rights: readonly string[];
  readonly createdAt: number;
}

type UserFields = Omit<User, 'id' | 'createdAt'>;

function toUser(row: Row): User {
  return {
    id: integer(row, 'id'),
    login: text(row, 'login'),
    passwordHash: textOrNull(row, 'password_hash'),
    role: text(row, 'role'),
    rights: JSON.parse(text(row, 'rights')),
    createdAt: integer(row, 'created_at'),
  };
}

function statements(connection: Connection) {
  return {
    insert: connection.write(
      'INSERT INTO users (login, password_hash, role, rights, created_at) VALUES (?, ?, ?, ?, ?)',
    ),
    update: connection.write(
      'UPDATE users SET login = ?, password_hash = ?, role = ?, rights = ? WHERE id = ?',
    ),
    remove: connection.write('DELETE FROM users WHERE id = ?'),
    list: connection.query('SELECT * FROM users ORDER BY id', toUser),
    get: connection.query('SELECT * FROM users WHERE id = ?', toUser),
    byLogin: connection.query('SELECT * FROM users WHERE login = ?', toUser),
  };
}

export class UserRepository {
  readonly #clock: Clock;
  readonly #sql: ReturnType<typeof statements>;

  constructor(connection: Connection, clock: Clock) {
    this.#clock = clock;
    this.#sql = statements(connection);
  }

  /** @throws {StorageError} `login_exists` */
  create({ login, passwordHash, role, rights }: UserFields): User {
    const now = this.#clock.now();
    const id = unlessTaken(login, () =>
      this.#sql.insert.insert(login, passwordHash, role, JSON.stringify(rights), now),
    );
    return this.#require(id);
  }

  /** @throws {StorageError} `not_found`, `login_exists` */
  update(id: number, change: Partial<UserFields>): User {
    const { login, passwordHash, role, rights } = { ...this.#require(id), ...change };
    unlessTaken(login, () => this.#sql.update.run(login, passwordHash, role, JSON.stringify(rights), id));
    return this.#require(id);
  }

  /**
   * Removes the user with its sessions, links and keys.
   * @throws {StorageError} `not_found`
   */
  remove(id: number): void {
    if (this.#sql.remove.run(id) === 0) throw notFound(`User ${id}`);
  }

  /** In order of creation: the owner first. */
  list(): readonly User[] {
    return this.#sql.list.all();
  }

  get(id: number): User | undefined {
    return this.#sql.get.get(id);
  }

  byLogin(login: string): User | undefined {
    return this.#sql.byLogin.get(login);
  }

  #require(id: number): User {
    const user = this.get(id);
    if (user === undefined) throw notFound(`User ${id}`);
    return user;
  }
}

function unlessTaken(login: string, write: () => number): number {
  try {
    return write();
  } catch (error) {
    if (sqliteCode(error) !== SQLITE.CONSTRAINT) throw error;
    throw new StorageError('login_exists', `A user with login "${login}" exists already.`);
  }
}
