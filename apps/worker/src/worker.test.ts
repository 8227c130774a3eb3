import { join } from 'node:path';
import { systemClock } from '@signalbox/node-host';
import { openStorage, type Storage } from '@signalbox/storage';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeDevice } from './testing/fake-device.ts';
import { commandFlow, SPEEDING_FLOW, VAN } from './testing/flows.ts';
import { hasMosquitto, startMosquitto, type Mosquitto } from './testing/mosquitto.ts';
import { FakeClock, RecordingLog } from '@signalbox/runtime/testing';
import { isStartFailure } from './start-failure.ts';
import { TestFolder } from './testing/test-folder.ts';
import { readKeep } from './keep-options.ts';
import { startWorker, type Worker, type WorkerOptions } from './worker.ts';

const DAY_MS = 86_400_000;

let folder: TestFolder;
let log: RecordingLog;

beforeEach(() => {
  folder = new TestFolder();
  log = new RecordingLog();
});
afterEach(() => folder.close());

function options(url: string): WorkerOptions {
  return {
    flowsDir: join(folder.path, 'flows'),
    devicesFile: join(folder.path, 'devices.json'),
    dataDir: join(folder.path, 'data'),
    broker: { url },
    webhookAllow: [],
    keep: readKeep(() => undefined),
    clock: systemClock,
    random: Math.random,
    log,
    userAgent: 'signalbox-worker/test',
  };
}

/** What the worker left behind. */
async function inStore<Answer>(ask: (storage: Storage) => Answer): Promise<Answer> {
  const storage = openStorage({ file: join(folder.path, 'data', 'signalbox.db'), clock: systemClock });
  try {
    return ask(storage);
  } finally {
    storage.close();
  }
}

async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise((resolve) => setImmediate(resolve));
}

describe.runIf(hasMosquitto)('over Mosquitto (skipped unless it is on the PATH)', () => {
  let broker: Mosquitto;
  let device: FakeDevice;
  let worker: Worker;

  beforeEach(async () => {
    broker = await startMosquitto(folder);
    device = await FakeDevice.connect(broker.url, 'van-1');
    folder.write('devices.json', [VAN]);
  });
  afterEach(async () => {
    await worker.close();
    await device.close();
    await broker.stop();
  });

  async function start(): Promise<void> {
    worker = await startWorker(options(broker.url));
    await worker.ready;
  }

  function live(): number {
    return worker.stats().runtime.messages.live;
  }

  test('a van that is too fast gets its buzzer switched on, and its next record proves it', async () => {
    folder.write('flows/speeding.json', SPEEDING_FLOW);
    await start();
    await device.report({ location: { speed: 91 }, output_status: 0 });
    await device.until(() => device.commands.length === 1);
    expect(device.commands).toMatchObject([{ type: 'set_output', output: 1, value: true }]);
    while (worker.stats().runtime.deliveries.confirmed !== 1) {
      await device.report({ location: { speed: 91 }, output_status: 1 });
    }
    await worker.close();
    const [delivery, ...others] = await inStore(({ deliveries }) => deliveries.list({ limit: 10 }).list);
    expect(others).toEqual([]);
    expect(delivery).toMatchObject({ id: device.commands[0]?.id, state: 'confirmed', attempts: 1 });
    expect(device.commands).toHaveLength(1);
  });

  test('a flow that changes in mid-stream switches over between two messages, and none is lost', async () => {
    folder.write('flows/send.json', commandFlow('one'));
    await start();
    const total = 300;
    const sent: Promise<void>[] = [];
    for (let n = 0; n < total; n += 1) {
      sent.push(device.report({ n }));
      if (n === 100) await until(() => live() >= 50);
      if (n === 150) {
        folder.write('flows/send.json', commandFlow('two'));
        worker.reload();
      }
      if (n % 10 === 0) await sent.at(-1);
    }
    await Promise.all(sent);
    await device.until(() => device.commandIds.size === total);
    expect(worker.stats().broker.inFlight).toBe(0);
    await worker.close();
    const { messages, deliveries } = await inStore((storage) => ({
      messages: storage.messages.history({ sourceId: 1, limit: 1000 }).list,
      deliveries: storage.deliveries.list({ limit: 1000 }).list.toReversed(),
    }));
    expect(messages.map(({ body }) => JSON.parse(body).n).toReversed()).toEqual(
      Array.from({ length: total }, (_, n) => n),
    );
    const versions = deliveries.map(({ spec }) => spec.origin?.flowVersion ?? 0);
    expect(versions).toHaveLength(total);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(new Set(versions)).toEqual(new Set([1, 2]));
    const texts = deliveries.map(({ spec }) =>
      spec.kind === 'command' && spec.command.type === 'raw' ? spec.command.command : '',
    );
    expect(texts).toEqual(versions.map((version) => (version === 1 ? 'one' : 'two')));
    expect(new Set(deliveries.map(({ id }) => id))).toEqual(device.commandIds);
  });

  test('a changed file is seen without being told', async () => {
    folder.write('flows/send.json', commandFlow('one'));
    await start();
    await device.report({ n: 1 });
    await device.until(() => device.commands.length === 1);
    folder.write('flows/send.json', commandFlow('two'));
    await until(() => log.lines.filter(({ message }) => message === 'A flow runs').length === 2);
    await device.report({ n: 2 });
    await device.until(() => device.commands.length === 2);
    expect(device.commands.map(({ command }) => command)).toEqual(['one', 'two']);
  });

  test('a device that joins the list is served without a restart', async () => {
    folder.write('flows/send.json', commandFlow('hello'));
    const other = await FakeDevice.connect(broker.url, 'van-2');
    await start();
    folder.write('devices.json', [VAN, { ...VAN, id: 2, device_id: 'van-2', label: 'Van 2' }]);
    worker.reload();
    await other.report({ n: 1 });
    await other.until(() => other.commands.length === 1);
    expect(other.commands).toMatchObject([{ command: 'hello' }]);
    await other.close();
  });

  test('what was sent while the worker was away arrives when it is back', async () => {
    folder.write('flows/send.json', commandFlow('hello'));
    await start();
    await worker.close();
    for (let n = 0; n < 20; n += 1) await device.report({ n });
    await start();
    await device.until(() => device.commandIds.size === 20);
    expect(live()).toBe(20);
  });
});

test.each([
  ['the list of devices is not there', {}, /devices\.json: the list of devices cannot be read: ENOENT/],
  [
    'the address of the broker is none',
    { broker: { url: 'http://x' } },
    /broker: http:\/\/x is not an address/,
  ],
  ['a range for webhooks is none', { webhookAllow: ['home'] }, /"home" is neither an IP address nor a range/],
])('it does not start when %s, and leaves the data folder free', async (what, change, reason) => {
  folder.write('flows/speeding.json', SPEEDING_FLOW);
  if (!what.includes('list')) folder.write('devices.json', [VAN]);
  const given = { ...options('mqtt://127.0.0.1:1'), ...change };
  await expect(startWorker(given)).rejects.toThrow(reason);
  folder.write('devices.json', [VAN]);
  const worker = await startWorker(options('mqtt://127.0.0.1:1'));
  await worker.close();
});

test('what is older than it is to be kept goes, as on a server', async () => {
  const clock = new FakeClock(0);
  const file = join(folder.path, 'data', 'signalbox.db');
  const before = openStorage({ file, clock });
  const record = { sourceId: 1, messageTime: null, hash: 1, body: '{}', reason: 'a bug' };
  await before.lane.quarantine([
    { ...record, receivedAt: 0 },
    { ...record, receivedAt: 80 * DAY_MS },
  ]);
  before.close();
  folder.write('devices.json', [VAN]);
  folder.write('flows/speeding.json', SPEEDING_FLOW);
  clock.advance(91 * DAY_MS);
  const worker = await startWorker({ ...options('mqtt://127.0.0.1:1'), clock });
  clock.advance(600_000);
  for (let step = 0; step < 9; step += 1) clock.advance(25);
  await worker.close();
  const left = await inStore(({ quarantine }) => quarantine.list({ limit: 9 }).list);
  expect(left.map(({ receivedAt }) => receivedAt)).toEqual([80 * DAY_MS]);
});

test('how long things are kept comes from the variables of the server, and is refused by name', () => {
  const keep = readKeep((name) => (name === 'SIGNALBOX_KEEP_HISTORY_DAYS' ? '14' : undefined));
  expect(keep.historyMs).toBe(14 * DAY_MS);
  const refusal = catchOf(() => readKeep((name) => (name === 'SIGNALBOX_KEEP_MAX_MB' ? '1' : undefined)));
  expect(isStartFailure(refusal)).toBe(true);
  expect(String(refusal)).toContain('SIGNALBOX_KEEP_MAX_MB');
});

function catchOf(attempt: () => unknown): unknown {
  try {
    return attempt();
  } catch (error) {
    return error;
  }
}
