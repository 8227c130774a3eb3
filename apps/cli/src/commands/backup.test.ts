import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { startServer, readOptions, type RunningServer } from '@signalbox/server';
import { expect, onTestFinished, test } from 'vitest';
import { CommandFolder, runCommand } from '../testing/command-driver.ts';

const KEY = 'backup-test-key-0123456789abcdefgh';
const note = (): void => {};

async function running(dataDir: string): Promise<RunningServer> {
  const env = { SIGNALBOX_API_KEY: KEY };
  const options = readOptions({ port: '0', mqttPort: '0', data: dataDir }, env);
  const log = { debug: note, info: note, warn: note, error: note };
  const server = await startServer(options, { version: '1', log, editorDirectory: join(dataDir, 'none') });
  onTestFinished(() => server.close());
  return server;
}

/** Something at an address that answers every request alike. */
async function answeringWith(body: object): Promise<string> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  });
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
    });
  });
}

test('a running server is backed up, and what it held starts again elsewhere', async () => {
  const folder = new CommandFolder();
  const dataDir = join(folder.path, 'data');
  const server = await running(dataDir);
  server.storage.devices.create({ label: 'Van', deviceId: 'van-1', model: 'ngp_generic', keyHash: 'h' });
  const copy = join(folder.path, 'copy.db');
  const args = ['backup', '--data', dataDir, '--to', copy, '--url', server.url];

  const unasked = await runCommand(args);
  expect(unasked.err.join(' ')).toContain('SIGNALBOX_API_KEY');
  const made = await runCommand(args, { env: { SIGNALBOX_API_KEY: KEY } });
  expect(made).toMatchObject({ code: 0, out: [`Backed up to ${copy}.`] });
  expect(readdirSync(join(dataDir, 'backups'))).toEqual([]);

  const elsewhere = join(folder.path, 'elsewhere');
  expect(await runCommand(['restore', copy, '--data', elsewhere])).toMatchObject({ code: 0 });
  const again = await running(elsewhere);
  expect(again.storage.devices.list().map(({ label }) => label)).toEqual(['Van']);
});

test('a copy that exists is neither overwritten nor made for nothing', async () => {
  const folder = new CommandFolder();
  const dataDir = join(folder.path, 'data');
  const server = await running(dataDir);
  const copy = folder.write('copy.db', 'precious');
  const args = ['backup', '--data', dataDir, '--to', copy, '--url', server.url];
  const refused = await runCommand(args, { env: { SIGNALBOX_API_KEY: KEY } });
  expect(refused).toMatchObject({ code: 1, err: [expect.stringContaining('cannot be written')] });
  expect(readFileSync(copy, 'utf8')).toBe('precious');
  expect(existsSync(join(dataDir, 'backups'))).toBe(false);
});

test('a server that names a file outside its backups gets nothing copied and nothing deleted', async () => {
  const folder = new CommandFolder();
  const dataDir = join(folder.path, 'data');
  await running(dataDir);
  const victim = folder.write('victim.txt', 'precious');
  const url = await answeringWith({ file: victim, bytes: 8, made_at: '2026-11-20T10:00:00.000Z' });
  const copy = join(folder.path, 'copy.db');
  const args = ['backup', '--data', dataDir, '--to', copy, '--url', url];
  const refused = await runCommand(args, { env: { SIGNALBOX_API_KEY: KEY } });
  expect(refused).toMatchObject({ code: 1, err: [expect.stringContaining('No backup from the server')] });
  expect(readFileSync(victim, 'utf8')).toBe('precious');
  expect(existsSync(copy)).toBe(false);
});

test('a folder that is in use, or not empty, is not restored into', async () => {
  const folder = new CommandFolder();
  const dataDir = join(folder.path, 'data');
  const server = await running(dataDir);
  const copy = join(folder.path, 'copy.db');
  await server.storage.backup(copy);
  const restore = (...more: readonly string[]) => runCommand(['restore', copy, '--data', dataDir, ...more]);
  expect((await restore()).err.join(' ')).toContain('is not empty');
  expect((await restore('--force')).err.join(' ')).toContain('in use by another process');
  await server.close();
  expect(await restore('--force')).toMatchObject({ code: 0 });
  expect(readdirSync(dataDir).some((name) => name.startsWith('signalbox.db.before-'))).toBe(true);
});

test('a stopped server is backed up without asking it', async () => {
  const folder = new CommandFolder();
  const dataDir = join(folder.path, 'data');
  const server = await running(dataDir);
  await server.close();
  const copy = join(folder.path, 'copy.db');
  expect(await runCommand(['backup', '--data', dataDir, '--to', copy])).toMatchObject({ code: 0 });
  expect(existsSync(copy)).toBe(true);
  const nothing = await runCommand(['backup', '--data', folder.path, '--to', copy]);
  expect(nothing).toMatchObject({ code: 1, err: [expect.stringContaining('There is no database')] });
});
