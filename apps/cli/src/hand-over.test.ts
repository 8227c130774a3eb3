import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CommandFolder } from './testing/command-driver.ts';

const BIN = fileURLToPath(new URL('../bin/signalbox.js', import.meta.url));

/** Makes this Node look like an older one, so that the command hands over to the pinned one. */
const OLDER = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.0.0'})`;

test('started by an older Node, it hands over, passes SIGTERM on and ends as the command ends', async () => {
  const folder = new CommandFolder();
  const track = folder.write('drive.json', [
    { point: 'POINT(11 48)', time: '2026-06-01T12:00:00Z' },
    { point: 'POINT(11 48.01)', time: '2026-06-01T12:01:00Z' },
  ]);
  const devices = folder.write('devices.json', [{ device_id: 'van-1', key: 'k' }]);
  const args = ['simulate', '--track', track, '--url', 'mqtt://127.0.0.1:1', '--devices', devices];
  const child = spawn(process.execPath, ['--import', OLDER, BIN, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  const [first] = await once(createInterface({ input: child.stderr }), 'line');
  expect(first).toBe('1 device on 1 track; Ctrl-C ends it');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});
