import { spawnSync } from 'node:child_process';
import {
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
  closeSync,
  chmodSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { SqliteLaneStore } from './lane-store.ts';
import { StorageError } from './storage-error.ts';
import { openStorage } from './storage.ts';
import type { Storage } from './storage.ts';
import { FakeClock, aCommit, aMessage, temporaryConnection, temporaryFolder } from './testing/fixtures.ts';

const OPENER = fileURLToPath(new URL('testing/open-once.ts', import.meta.url));
const open = (file: string): Storage => openStorage({ file, clock: new FakeClock() });

/** Why the file cannot be opened, as "code: message". */
function refusalOf(file: string): string {
  try {
    open(file).close();
    return 'opened';
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

async function filledDatabase(): Promise<string> {
  const file = join(temporaryFolder(), 'signalbox.db');
  const storage = open(file);
  const messages = Array.from({ length: 500 }, (_, hash) => aMessage({ hash, body: 'x'.repeat(300) }));
  await storage.lane.commit(aCommit({ messages }));
  storage.close();
  return file;
}

test('the folder and the file are made, for this user alone', () => {
  const file = join(temporaryFolder(), 'a', 'b', 'signalbox.db');
  open(file).close();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
});

test.each([
  ['journal_mode', 'wal'],
  ['synchronous', 2],
  ['foreign_keys', 1],
  ['locking_mode', 'exclusive'],
])('a commit is on disk and whole: %s is %s', (pragma, value) => {
  const { connection } = temporaryConnection();
  expect(connection.query(`PRAGMA ${pragma}`, (row) => row[pragma]).get()).toBe(value);
});

test('an empty file becomes a database', () => {
  const file = join(temporaryFolder(), 'signalbox.db');
  writeFileSync(file, '');
  const storage = open(file);
  expect(storage.devices.list()).toEqual([]);
  storage.close();
});

test('a file that is not a database is refused and left as it is', () => {
  const file = join(temporaryFolder(), 'signalbox.db');
  const content = 'Dear diary, '.repeat(500);
  writeFileSync(file, content);
  expect(refusalOf(file)).toBe(
    `not_a_database: The file ${file} is not a database. Move it away or choose another data folder.`,
  );
  expect(readFileSync(file, 'utf8')).toBe(content);
});

test('a database of another program is refused', () => {
  const file = join(temporaryFolder(), 'signalbox.db');
  const other = new DatabaseSync(file);
  other.exec('CREATE TABLE songs (title TEXT)');
  other.close();
  expect(refusalOf(file)).toContain(`foreign_database: The database ${file} belongs to another program.`);
});

test('a database of a newer version is refused', async () => {
  const file = await filledDatabase();
  const other = new DatabaseSync(file);
  other.exec('PRAGMA user_version = 9999');
  other.close();
  expect(refusalOf(file)).toContain(`newer_version: The database ${file} has version 9999`);
});

test('a damaged database is refused', async () => {
  const file = await filledDatabase();
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(4096 * 4, 0xee), 0, 4096 * 4, statSync(file).size - 4096 * 5);
  closeSync(handle);
  expect(refusalOf(file)).toContain(`corrupt: The database ${file} is damaged.`);
});

test('a database cut short is refused', async () => {
  const file = await filledDatabase();
  truncateSync(file, 4096 * 8);
  expect(refusalOf(file)).toContain(`corrupt: The database ${file} is damaged.`);
});

test('damage that shows later is named as such', async () => {
  const { connection, execute } = temporaryConnection();
  const lane = new SqliteLaneStore(connection);
  const messages = Array.from({ length: 500 }, (_, hash) => aMessage({ hash, body: 'x'.repeat(300) }));
  await lane.commit(aCommit({ messages }));
  connection.checkpoint();
  execute('PRAGMA shrink_memory');
  const handle = openSync(connection.file, 'r+');
  writeSync(handle, Buffer.alloc(4096 * 20, 0xee), 0, 4096 * 20, fstatSync(handle).size - 4096 * 20);
  closeSync(handle);
  await expect(lane.loadSources([1])).rejects.toMatchObject({ name: 'StorageError', code: 'corrupt' });
});

test('a path that cannot be written is refused', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  mkdirSync(join(folder, 'folder'));
  for (const path of [join(folder, 'file', 'signalbox.db'), join(folder, 'folder')]) {
    expect(refusalOf(path)).toContain(`not_writable: The database ${path} cannot be written (`);
  }
});

/** Opens the file in a process of its own; gives what it printed. */
function openElsewhere(file: string, user?: number): string {
  const identity = user === undefined ? {} : { uid: user, gid: user };
  const { stdout, stderr } = spawnSync(process.execPath, [OPENER, file], { encoding: 'utf8', ...identity });
  return stdout === '' ? stderr : stdout;
}

test('a file that another process holds is refused until it lets go', { timeout: 20_000 }, () => {
  const file = join(temporaryFolder(), 'signalbox.db');
  const storage = open(file);
  expect(openElsewhere(file)).toBe(
    `in_use: The database ${file} is in use by another process. Stop the other Signalbox or choose another data folder.\n`,
  );
  expect(storage.devices.list()).toEqual([]);
  storage.close();
  expect(openElsewhere(file)).toBe('opened\n');
});

const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

test('a folder without the right to write is refused', { timeout: 20_000 }, () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o555);
  // The rights of a folder do not bind root, so the attempt is another user's.
  const said = openElsewhere(join(folder, 'signalbox.db'), isRoot ? NOBODY : undefined);
  chmodSync(folder, 0o755);
  expect(said).toMatch(/^not_writable: The database .*signalbox\.db cannot be written .*permission denied/i);
});
