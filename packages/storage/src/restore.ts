import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { checkBackup, openExisting } from './backup.ts';
import { StorageError } from './storage-error.ts';

export interface RestoreOptions {
  readonly from: string;
  /** The database file of the data folder. */
  readonly to: string;
  /** Also into a folder that is not empty: the database there is put aside, not deleted. */
  readonly force: boolean;
  /** Server time, Unix ms. */
  readonly now: number;
}

export interface Restored {
  /** When the backup was made, Unix ms; `null` when it does not say. */
  readonly madeAt: number | null;
  /** Where the database that stood there is now. */
  readonly putAside: string | null;
}

/**
 * Puts a backup in place after reading it through. What has to be held back is held when the
 * database is next opened, whichever way it came there.
 * @throws {StorageError} `not_empty`, `in_use`, and what `checkBackup` throws
 */
export function restoreDatabase({ from, to, force, now }: RestoreOptions): Restored {
  const madeAt = checkBackup(from);
  const folder = dirname(to);
  if (!force && existsSync(folder) && readdirSync(folder).length > 0) {
    throw new StorageError(
      'not_empty',
      `The folder ${folder} is not empty. Restore into a new folder, or use --force: the database there is then put aside.`,
    );
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const putAside = existsSync(to) ? setAside(to, now) : null;
  const part = join(folder, `${basename(to)}.part`);
  copyFileSync(from, part);
  chmodSync(part, 0o600);
  renameSync(part, to);
  return { madeAt, putAside };
}

/** With its log, under a name that SQLite still reads them by. */
function setAside(file: string, now: number): string {
  openExisting(file).close();
  const aside = `${file}.before-${new Date(now).toISOString().replaceAll(/\D/g, '').slice(0, 14)}`;
  renameSync(file, aside);
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${aside}-wal`);
  rmSync(`${file}-shm`, { force: true });
  return aside;
}
