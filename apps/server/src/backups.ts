import { copyFile, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createApiClient } from '@signalbox/api';
import type { Clock } from '@signalbox/runtime';
import {
  backupDatabase,
  type Restored,
  restoreDatabase,
  type Storage,
  StorageError,
} from '@signalbox/storage';
import { BACKUPS, DATABASE } from './data-folder.ts';

export interface MadeBackup {
  readonly file: string;
  readonly bytes: number;
  readonly madeAt: number;
}

export interface BackupsOptions {
  readonly storage: Pick<Storage, 'backup'>;
  readonly clock: Clock;
  /** Where the copies go; made when it is missing. */
  readonly folder: string;
}

/** Copies of the database, made while the server runs, one at a time. */
export class Backups {
  readonly #options: BackupsOptions;
  #making: Promise<MadeBackup> | null = null;

  constructor(options: BackupsOptions) {
    this.#options = options;
  }

  /**
   * Makes one; whoever asks while one is being made gets that one.
   * @throws {StorageError} `not_writable`
   */
  make(): Promise<MadeBackup> {
    this.#making ??= this.#make().finally(() => {
      this.#making = null;
    });
    return this.#making;
  }

  async #make(): Promise<MadeBackup> {
    const { clock, folder, storage } = this.#options;
    const madeAt = clock.now();
    const stamp = new Date(madeAt).toISOString().replaceAll(/[-:.]/g, '');
    const file = join(folder, `signalbox-${stamp}.db`);
    await makeFolder(folder);
    await storage.backup(file);
    return { file, bytes: (await stat(file)).size, madeAt };
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `The folder of backups ${folder} cannot be made (${why}).`;
    throw new StorageError('not_writable', message, { cause });
  }
}

/**
 * Backs up the data folder of a server that does not run.
 * @throws {StorageError} `in_use` when it does run
 */
export function backUpFolder(dataDir: string, to: string, now: number): Promise<void> {
  return backupDatabase(join(dataDir, DATABASE), to, now);
}

export interface WantedBackup {
  /** Of a server on this machine. */
  readonly baseUrl: string;
  readonly key: string;
  /** That server's data folder; a backup is taken from nowhere else. */
  readonly dataDir: string;
  /** Where the backup goes; it must not exist. */
  readonly to: string;
}

/**
 * Has a running server make a backup, and moves it out of the server's data folder, where it stays when it cannot be
 * copied.
 * @throws {StorageError} `not_writable`, before the server is asked
 * @throws {ApiError} and what `fetch` and the file system throw
 */
export async function fetchBackup({ baseUrl, key, dataDir, to }: WantedBackup): Promise<void> {
  await reserve(to);
  try {
    const old = await readdir(join(dataDir, BACKUPS)).catch((): string[] => []);
    const { file } = await createApiClient({ baseUrl, key, fetch }).createBackup();
    // Only the name counts: whoever answers at the address must not choose a file to be copied and deleted.
    const name = basename(file);
    if (old.includes(name)) throw new Error(`It named ${name}, which was there before`);
    const made = join(dataDir, BACKUPS, name);
    await copyFile(made, to);
    await rm(made);
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  }
}

async function reserve(file: string): Promise<void> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.close();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StorageError('not_writable', `The backup ${file} cannot be written (${why}).`, { cause });
  }
}

/**
 * Puts a backup into a data folder.
 * @throws {StorageError}
 */
export function restoreFolder(
  from: string,
  dataDir: string,
  options: { readonly force: boolean; readonly now: number },
): Restored {
  return restoreDatabase({ from, to: join(dataDir, DATABASE), ...options });
}
