import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { copyDatabase } from './backup.ts';
import { integer } from './columns.ts';
import type { Row } from './columns.ts';
import { translateError } from './sqlite-error.ts';

/** A prepared statement that yields rows, and how one of its rows is read. */
export class Query<Result> {
  readonly #statement: StatementSync;
  readonly #read: (row: Row) => Result;
  readonly #file: string;

  constructor(statement: StatementSync, read: (row: Row) => Result, file: string) {
    this.#statement = statement;
    this.#read = read;
    this.#file = file;
  }

  all(...values: SQLInputValue[]): Result[] {
    try {
      return this.#statement.all(...values).map((row) => this.#read(row));
    } catch (error) {
      throw translateError(error, this.#file);
    }
  }

  get(...values: SQLInputValue[]): Result | undefined {
    try {
      const row = this.#statement.get(...values);
      return row === undefined ? undefined : this.#read(row);
    } catch (error) {
      throw translateError(error, this.#file);
    }
  }
}

/** A prepared statement that writes. */
export class Write {
  readonly #statement: StatementSync;
  readonly #file: string;

  constructor(statement: StatementSync, file: string) {
    this.#statement = statement;
    this.#file = file;
  }

  /** Gives the number of rows changed. */
  run(...values: SQLInputValue[]): number {
    try {
      return Number(this.#statement.run(...values).changes);
    } catch (error) {
      throw translateError(error, this.#file);
    }
  }

  /** Inserts a row; gives its id. */
  insert(...values: SQLInputValue[]): number {
    try {
      return Number(this.#statement.run(...values).lastInsertRowid);
    } catch (error) {
      throw translateError(error, this.#file);
    }
  }
}

/** The one connection to the file. Calls are synchronous, so transactions never interleave. */
export class Connection {
  readonly file: string;
  readonly #database: DatabaseSync;
  readonly #begin: Write;
  readonly #commit: Write;

  constructor(database: DatabaseSync, file: string) {
    this.file = file;
    this.#database = database;
    this.#begin = this.write('BEGIN IMMEDIATE');
    this.#commit = this.write('COMMIT');
  }

  query<Result>(sql: string, read: (row: Row) => Result): Query<Result> {
    return new Query(this.#database.prepare(sql), read, this.file);
  }

  /** Gives SQL a function of one text; the same text always gives the same. */
  textFunction(name: string, compute: (text: string) => string): void {
    this.#database.function(name, { deterministic: true }, (value) =>
      typeof value === 'string' ? compute(value) : null,
    );
  }

  write(sql: string): Write {
    return new Write(this.#database.prepare(sql), this.file);
  }

  /**
   * Runs `work` in a transaction: all of it is durable when this returns, or none of it is kept.
   * @throws {StoreUnavailable} when worth trying again; the connection stays usable
   */
  transaction<Result>(work: () => Result): Result {
    this.#begin.run();
    try {
      const result = work();
      this.#commit.run();
      return result;
    } catch (error) {
      // SQLite has rolled back by itself after some errors (disk full, I/O), not after others.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /**
   * As `transaction`, without waiting for the disk: what it wrote becomes durable with the next
   * transaction that does, and a crash of the machine before that may lose it. Never a part of it.
   */
  unhurriedTransaction<Result>(work: () => Result): Result {
    this.#database.exec('PRAGMA synchronous = NORMAL');
    try {
      return this.transaction(work);
    } finally {
      this.#database.exec('PRAGMA synchronous = FULL');
    }
  }

  /** Moves the log into the database file and empties it. */
  checkpoint(): void {
    this.query('PRAGMA wal_checkpoint(TRUNCATE)', (row) => integer(row, 'busy')).get();
  }

  /** Pages of the file that hold nothing. */
  freePages(): number {
    return this.#pragma('freelist_count');
  }

  /** Bytes of the file that hold something. */
  usedBytes(): number {
    return (this.#pragma('page_count') - this.freePages()) * this.#pragma('page_size');
  }

  /** Gives up to so many free pages back to the disk, at the next checkpoint. */
  giveBack(pages: number): void {
    try {
      this.#database.exec(`PRAGMA incremental_vacuum(${pages})`);
    } catch (error) {
      throw translateError(error, this.file);
    }
  }

  #pragma(name: 'freelist_count' | 'page_count' | 'page_size'): number {
    return this.query(`PRAGMA ${name}`, (row) => integer(row, name)).get() ?? 0;
  }

  /** @see copyDatabase */
  copyTo(file: string, now: number): Promise<void> {
    return copyDatabase(this.#database, file, now);
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }
}
