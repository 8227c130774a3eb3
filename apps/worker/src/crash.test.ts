import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openStorage } from '@signalbox/storage';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeDevice } from './testing/fake-device.ts';
import { commandFlow, VAN } from './testing/flows.ts';
import { hasMosquitto, startMosquitto, type Mosquitto } from './testing/mosquitto.ts';
import { TestFolder } from './testing/test-folder.ts';

const COMMAND_LINE = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));

let folder: TestFolder;
let broker: Mosquitto;
const processes: ChildProcess[] = [];

beforeEach(async () => {
  folder = new TestFolder();
  folder.write('devices.json', [VAN]);
  folder.write('flows/send.json', commandFlow('tick'));
  if (hasMosquitto) broker = await startMosquitto(folder);
});
afterEach(async () => {
  for (const child of processes.splice(0)) child.kill('SIGKILL');
  if (hasMosquitto) await broker.stop();
  folder.close();
});

/** Resolves when the worker has its session at the broker: what is published from then on is kept for it. */
async function startProcess(): Promise<ChildProcess> {
  const files = ['--flows', 'flows', '--devices', 'devices.json', '--data', 'data'];
  const child = spawn(process.execPath, [COMMAND_LINE, 'worker', ...files, '--broker', broker.url], {
    cwd: folder.path,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  processes.push(child);
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    if (!line.includes('listening to the broker')) continue;
    child.stderr.resume();
    return child;
  }
  throw new Error(`the worker ended: ${said.join('\n')}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  await once(child, 'exit');
  return child.exitCode;
}

test.runIf(hasMosquitto)(
  'a worker killed in mid-stream loses no message and doubles no command (skipped without Mosquitto)',
  { timeout: 60_000 },
  async () => {
    const total = 200;
    const device = await FakeDevice.connect(broker.url, 'van-1');
    let worker = await startProcess();
    const stream = (async () => {
      for (let n = 0; n < total; n += 1) {
        await device.report({ n });
        // Half of them go out before the end of the first worker, the others while none is there.
        if (n === total / 2) await device.until(() => device.commandIds.size >= total / 4);
      }
    })();
    await device.until(() => device.commandIds.size >= total / 4);
    await end(worker, 'SIGKILL');
    await stream;
    worker = await startProcess();
    await device.until(() => device.commandIds.size === total);
    expect(await end(worker, 'SIGTERM')).toBe(0);
    await device.close();
    const storage = openStorage({ file: join(folder.path, 'data', 'signalbox.db'), clock: { now: () => 0 } });
    const messages = storage.messages.history({ sourceId: 1, limit: 1000 }).list;
    const deliveries = storage.deliveries.list({ limit: 1000 }).list;
    storage.close();
    expect(messages.map(({ body }) => JSON.parse(body).n).toReversed()).toEqual(
      Array.from({ length: total }, (_, n) => n),
    );
    expect(deliveries).toHaveLength(total);
    expect(new Set(deliveries.map(({ id }) => id))).toEqual(device.commandIds);
  },
);
