import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gatherWaitingPlaces } from './message-places.ts';
import { migrate } from './migrate.ts';
import { corruptError, openError } from './sqlite-error.ts';
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
PRAGMA auto_vacuum = INCREMENTAL;
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
    makeShrinkable(database, file);
    migrate(database, file);
    gatherWaitingPlaces(database);
    return database;
  } catch (error) {
    database.close();
    throw openError(error, file);
  }
}

/** Only the owner of the process may read the file: it holds keys' hashes and what flows say. */
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

/**
 * A file made before it could give back what is deleted is written anew, which takes a moment: only
 * while it is small. A larger one keeps its size and uses free room again.
 */
function makeShrinkable(database: DatabaseSync, file: string): void {
  if (database.prepare('PRAGMA auto_vacuum').get()?.['auto_vacuum'] !== 0) return;
  if (statSync(file).size <= CHECKED_AT_OPEN_BYTES) database.exec('PRAGMA auto_vacuum = INCREMENTAL; VACUUM');
}

function checkIfSmall(database: DatabaseSync, file: string): void {
  if (statSync(file).size > CHECKED_AT_OPEN_BYTES) return;
  const finding = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (finding !== 'ok') throw corruptError(file, finding);
}
