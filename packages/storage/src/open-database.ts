import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gatherWaitingPlaces } from './message-places.ts';
import { migrate } from './migrate.ts';
import { SQLITE, corruptError, sqliteCode } from './sqlite-error.ts';
import { StorageError } from './storage-error.ts';

/** How long another process may take to let go of the file, as when it is just stopping. */
const BUSY_TIMEOUT_MS = 1000;

/** A full check of a file up to this size takes well under a second; a larger one shows its damage when read. */
const CHECKED_AT_OPEN_BYTES = 32 * 1024 * 1024;

/*
 * EXCLUSIVE holds the file for the life of the process, so that a second one on the same folder
 * is told so, and spares the shared-memory index. The operating system ends the lock with the
 * process, however it ends. The commit that fills the log copies it into the database: 4 MiB keep
 * that one short, and a longer log gains nothing measurable.
 */
const SETTINGS = `
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA cache_size = -65536;
PRAGMA temp_store = MEMORY;
PRAGMA wal_autocheckpoint = 1000;
BEGIN EXCLUSIVE;
COMMIT;
`;

/**
 * Opens the file, creating it and its folder when missing, and brings its tables up to date.
 * @throws {StorageError} that names the file and the way out
 */
export function openDatabase(file: string): DatabaseSync {
  touch(file);
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    database.exec(SETTINGS);
    checkIfSmall(database, file);
    migrate(database, file);
    gatherWaitingPlaces(database);
    return database;
  } catch (error) {
    database.close();
    throw openError(error, file);
  }
}

/** Only the owner of the process may read the file: it holds keys' hashes and flows' secrets. */
function touch(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StorageError(
      'not_writable',
      `The database ${file} cannot be written (${why}). Choose another data folder or give this user the right to write there.`,
      { cause },
    );
  }
}

function checkIfSmall(database: DatabaseSync, file: string): void {
  if (statSync(file).size > CHECKED_AT_OPEN_BYTES) return;
  const finding = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (finding !== 'ok') throw corruptError(file, finding);
}

function openError(error: unknown, file: string): unknown {
  switch (sqliteCode(error)) {
    case SQLITE.BUSY:
    case SQLITE.LOCKED:
      return new StorageError(
        'in_use',
        `The database ${file} is in use by another process. Stop the other Signalbox or choose another data folder.`,
        { cause: error },
      );
    case SQLITE.NOTADB:
      return new StorageError(
        'not_a_database',
        `The file ${file} is not a database. Move it away or choose another data folder.`,
        { cause: error },
      );
    case SQLITE.CORRUPT:
      return corruptError(file, error);
    case SQLITE.READONLY:
    case SQLITE.CANTOPEN:
    case SQLITE.IOERR:
    case SQLITE.FULL:
      return new StorageError(
        'not_writable',
        `The database ${file} cannot be written (${String(error)}). Check free space and the rights of its folder.`,
        { cause: error },
      );
    case undefined:
    default:
      return error;
  }
}
