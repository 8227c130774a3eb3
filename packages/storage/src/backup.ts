import { chmodSync, closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync, backup } from 'node:sqlite';
import { checkOwnership } from './migrate.ts';
import { SQLITE, corruptError, openError, sqliteCode } from './sqlite-error.ts';
import { StorageError } from './storage-error.ts';

/** Pages copied in one go, 1 MiB: commits pass between two of them. */
const PAGES_AT_ONCE = 256;

/** A commit begins and ends in one turn of this thread: what still keeps a copy from beginning then is no commit. */
const MOST_BEGINNINGS = 100;

/** Where a copy says when it was made; see `restored-copy.ts`. */
export const COPIED_AT = 'store.copied_at';

/**
 * Copies a database that is in use, without holding up who uses it. The copy holds what was
 * committed when the last page was copied; commits meanwhile through the same connection are in it.
 * It appears under its name when it is whole, and is marked as a copy.
 *
 * @param now server time, Unix ms
 * @throws {StorageError} `not_writable`, also when the file exists
 */
export async function copyDatabase(database: DatabaseSync, to: string, now: number): Promise<void> {
  const part = `${to}.part`;
  try {
    closeSync(openSync(to, 'wx', 0o600));
  } catch (cause) {
    throw cannotWrite(to, cause);
  }
  try {
    await copyPages(database, part);
    chmodSync(part, 0o600);
    markAsCopy(part, now);
    renameSync(part, to);
  } catch (cause) {
    for (const file of [part, to]) rmSync(file, { force: true });
    throw cannotWrite(to, cause);
  }
}

/**
 * SQLite answers "busy" to a copy while its own connection is committing
 * (https://sqlite.org/c3ref/backup_finish.html#sqlite3backupstep). Node tries the same step again,
 * except the first one: that ends the copy with an error whose code says "no error"
 * (`BackupJob::AfterThreadPoolWork` in its `src/node_sqlite.cc`). Nothing is copied then, so we begin again.
 */
async function copyPages(database: DatabaseSync, to: string, beginning = 1): Promise<void> {
  try {
    await backup(database, to, { rate: PAGES_AT_ONCE });
  } catch (error) {
    if (sqliteCode(error) !== SQLITE.OK || beginning === MOST_BEGINNINGS) throw error;
    await copyPages(database, to, beginning + 1);
  }
}

/** One file without a log beside it, that says of itself what it is. */
function markAsCopy(file: string, now: number): void {
  const copy = new DatabaseSync(file);
  try {
    copy.exec('PRAGMA journal_mode = DELETE');
    copy
      .prepare(
        'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      )
      .run(COPIED_AT, String(now));
  } finally {
    copy.close();
  }
}

function cannotWrite(file: string, cause: unknown): StorageError {
  const message = `The backup ${file} cannot be written (${reasonOf(cause)}). Choose a new file in a folder with enough room.`;
  return new StorageError('not_writable', message, { cause });
}

function reasonOf(cause: unknown): string {
  if (sqliteCode(cause) === SQLITE.OK) return 'the database is busy';
  return cause instanceof Error ? cause.message : String(cause);
}

/**
 * Copies the database of a Signalbox that is not running.
 * @throws {StorageError} `in_use`, `not_found`, `not_a_database`, `foreign_database`, `not_writable`
 */
export async function backupDatabase(file: string, to: string, now: number): Promise<void> {
  const database = openExisting(file);
  try {
    checkOwnership(database, file);
    await copyDatabase(database, to, now);
  } finally {
    database.close();
  }
}

/**
 * Opens a database for itself alone, as it is.
 * @throws {StorageError} `in_use`, `not_found`, `not_a_database`
 */
export function openExisting(file: string): DatabaseSync {
  let database: DatabaseSync;
  try {
    closeSync(openSync(file, 'r+'));
    database = new DatabaseSync(file, { timeout: 0 });
  } catch (cause) {
    throw new StorageError('not_found', `There is no database ${file} that can be opened.`, { cause });
  }
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT');
    return database;
  } catch (error) {
    database.close();
    throw openError(error, file);
  }
}

/**
 * Reads a backup through and through.
 * @returns when it was made, Unix ms; `null` for a plain copy of a database
 * @throws {StorageError} `not_found`, `not_a_database`, `foreign_database`, `newer_version`, `corrupt`
 */
export function checkBackup(file: string): number | null {
  let database: DatabaseSync;
  try {
    closeSync(openSync(file, 'r'));
    database = new DatabaseSync(file, { readOnly: true, timeout: 0 });
  } catch (cause) {
    throw new StorageError('not_found', `There is no backup ${file} that can be read.`, { cause });
  }
  try {
    checkOwnership(database, file);
    const finding = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'];
    if (finding !== 'ok') throw corruptError(file, finding);
    const mark = database.prepare('SELECT value FROM settings WHERE key = ?').get(COPIED_AT)?.['value'];
    return mark === undefined ? null : Number(mark);
  } catch (error) {
    throw openError(error, file);
  } finally {
    database.close();
  }
}
