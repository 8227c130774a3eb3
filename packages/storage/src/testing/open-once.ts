/*
 * A second process: opens the database file given as its argument and prints "opened", or the
 * code and message of the refusal.
 */
import { writeSync } from 'node:fs';
import process from 'node:process';
import { StorageError } from '../storage-error.ts';
import { openStorage } from '../storage.ts';

try {
  openStorage({ file: process.argv[2] ?? '', clock: { now: () => 0 } }).close();
  writeSync(1, 'opened\n');
} catch (error) {
  if (!(error instanceof StorageError)) throw error;
  writeSync(1, `${error.code}: ${error.message}\n`);
}
