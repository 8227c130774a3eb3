import { StoreUnavailable } from '@signalbox/runtime';
import { StorageError } from './storage-error.ts';

/** Primary result codes of SQLite (https://sqlite.org/rescode.html) that mean something to us. */
export const SQLITE = {
  OK: 0,
  BUSY: 5,
  LOCKED: 6,
  NOMEM: 7,
  READONLY: 8,
  IOERR: 10,
  CORRUPT: 11,
  FULL: 13,
  CANTOPEN: 14,
  CONSTRAINT: 19,
  NOTADB: 26,
} as const;

const ADVICE = new Map<number, string>([
  [SQLITE.BUSY, 'it is locked by another program; close that program'],
  [SQLITE.LOCKED, 'it is locked by another program; close that program'],
  [SQLITE.NOMEM, 'memory ran out; give the process more'],
  [SQLITE.READONLY, 'it cannot be written; check the rights of the file and its folder'],
  [SQLITE.IOERR, 'reading or writing it failed; check the disk'],
  [SQLITE.FULL, 'the disk is full; free some space'],
  [SQLITE.CANTOPEN, 'it cannot be opened; check that its folder still exists'],
]);

/** Primary result code of an error of `node:sqlite`; `undefined` for any other error. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}

export function corruptError(file: string, cause: unknown): StorageError {
  return new StorageError(
    'corrupt',
    `The database ${file} is damaged. Stop Signalbox and restore a backup, or recover what is left with "sqlite3 ${file} .recover".`,
    { cause },
  );
}

/** The error as callers know it: worth trying again, a damaged file, or what it was. */
export function translateError(error: unknown, file: string): unknown {
  const code = sqliteCode(error);
  if (code === undefined) return error;
  if (code === SQLITE.CORRUPT || code === SQLITE.NOTADB) return corruptError(file, error);
  const advice = ADVICE.get(code);
  if (advice === undefined) return error;
  return new StoreUnavailable(`The database ${file} takes no work now: ${advice}.`, { cause: error });
}

/** What keeps a file from being opened, in words for people. */
export function openError(error: unknown, file: string): unknown {
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
