import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApiClient } from '@signalbox/api';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';

/*
 * The whole server as its own process, killed without warning while a device reports and a
 * receiver is told. What was acknowledged must be there afterwards, once.
 */

const KEY = 'crash-test-key-0123456789abcdefg';
const MAIN = fileURLToPath(new URL('../../cli/bin/signalbox.js', import.meta.url));
const KILLS = 4;
const RECORDS_BETWEEN_KILLS = 60;

interface RunningProcess {
  readonly process: ChildProcess;
  readonly url: string;
  readonly mqttUrl: string;
}

let folder: string;
let receiver: Server;
let receiverUrl: string;
/** Idempotency keys by the `n` that was told. */
const told = new Map<number, Set<string>>();
let server: RunningProcess;

async function startProcess(): Promise<RunningProcess> {
  const child = spawn(
    process.execPath,
    [MAIN, 'start', '--port', '0', '--mqtt-port', '0', '--data', folder],
    {
      env: {
        ...process.env,
        SIGNALBOX_API_KEY: KEY,
        SIGNALBOX_WEBHOOK_ALLOW: '127.0.0.0/8',
        SIGNALBOX_RATE_LIMIT: '0',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let url = '';
  for await (const line of createInterface({ input: child.stdout })) {
    url = /Sign in\s+(http:\/\/[^/]+)/u.exec(line)?.[1] ?? url;
    const mqttUrl = /Devices\s+(mqtt:\S+)/u.exec(line)?.[1];
    if (mqttUrl) return { process: child, url, mqttUrl };
  }
  throw new Error('the server ended before it was ready');
}

async function kill(): Promise<void> {
  server.process.kill('SIGKILL');
  await once(server.process, 'exit');
}

const api = () => createApiClient({ baseUrl: server.url, fetch, key: KEY });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-crash-'));
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const { n } = z.object({ n: z.number() }).parse(JSON.parse(body));
      told.set(n, (told.get(n) ?? new Set()).add(String(request.headers['idempotency-key'])));
      response.writeHead(204).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const address = receiver.address();
  receiverUrl = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
  server = await startProcess();
});

afterEach(async () => {
  await kill();
  receiver.closeAllConnections();
  receiver.close();
  await rm(folder, { recursive: true, force: true });
});

async function publishFlow(sourceId: number): Promise<void> {
  const { id } = await api().createFlow({
    body: {
      title: 'Every tenth',
      enabled: true,
      nodes: [
        { id: 1, type: 'data_source', data: { title: 'Van', source_ids: [sourceId] } },
        { id: 2, type: 'logic', data: { title: 'Tenth', name: 'tenth', condition: 'n % 10 == 0' } },
        { id: 3, type: 'webhook', data: { title: 'Tell', url: receiverUrl, body: '{"n":{{n}}}' } },
        {
          id: 4,
          type: 'action',
          data: { title: 'Beep', actions: [{ type: 'send_gprs_command', command: 'beep' }] },
        },
      ],
      edges: [
        { from: 1, to: 2 },
        { from: 2, to: 3, type: 'then_edge' },
        { from: 2, to: 4, type: 'then_edge' },
      ],
    },
  });
  await api().publishFlow({ params: { id } });
}

test('what was acknowledged survives kill -9, and everything it caused keeps the one id it had', async () => {
  const created = await api().createDevice({
    body: { label: 'Van', device_id: 'van-1', model: 'ngp_generic' },
  });
  await publishFlow(created.source.id);
  const acknowledged = new Set<number>();
  /** Ids of the commands that reached the device. A repeated id is one command to it. */
  const beeps = new Set<string>();
  const startTime = Date.now();
  let next = 1;

  async function connectDevice(): Promise<MqttClient> {
    const device = await connectAsync(server.mqttUrl, {
      clientId: 'van-1',
      username: 'van-1',
      password: created.key,
      reconnectPeriod: 0,
    });
    device.on('error', () => {});
    device.on('message', (_, payload) => {
      const { id } = z.object({ id: z.string() }).parse(JSON.parse(payload.toString()));
      beeps.add(id);
      device.publish('ngp/van-1/response', JSON.stringify({ id, status: 'done' }), { qos: 1 });
    });
    await device.subscribeAsync('ngp/van-1/command', { qos: 1 });
    return device;
  }

  /** One record; counted only when the server acknowledged it. */
  function report(device: MqttClient, n: number): Promise<void> {
    const record = { message_time: new Date(startTime + n * 100).toISOString(), n };
    return device.publishAsync('ngp/van-1', JSON.stringify(record), { qos: 1 }).then(
      () => void acknowledged.add(n),
      () => {},
    );
  }

  /** Reports one record after the other, and tells when half of them are acknowledged. */
  function stream(device: MqttClient): { half: Promise<void>; all: Promise<void> } {
    const half = Promise.withResolvers<void>();
    const all = (async () => {
      for (let index = 0; index < RECORDS_BETWEEN_KILLS; index += 1) {
        if (index === RECORDS_BETWEEN_KILLS / 2) half.resolve();
        await report(device, next + index);
      }
    })();
    return { half: half.promise, all };
  }

  for (let round = 0; round < KILLS; round += 1) {
    const device = await connectDevice();
    const { half, all } = stream(device);
    await half;
    await kill();
    device.end(true);
    await all;
    server = await startProcess();
    next += RECORDS_BETWEEN_KILLS;
  }

  const device = await connectDevice();
  const due = [...acknowledged].filter((n) => n % 10 === 0);
  await vi.waitUntil(() => due.every((n) => told.has(n)), { timeout: 20_000, interval: 20 });
  const commands = async () =>
    (await api().listDeliveries({ query: { limit: 200 } })).list.filter(({ kind }) => kind === 'command');
  await vi.waitUntil(async () => (await commands()).every(({ ended }) => ended), {
    timeout: 20_000,
    interval: 50,
  });
  await device.endAsync();

  const kept = new Set<number>();
  let cursor: string | undefined;
  do {
    const page = await api().listDeviceRecords({
      params: { id: created.id },
      query: { limit: 200, ...(cursor !== undefined && { before: cursor }) },
    });
    for (const { attributes } of page.list) kept.add(Number(attributes['n']));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);

  // The kills came while records were on their way: some were acknowledged, some were not.
  expect(acknowledged.size).toBeGreaterThan(KILLS * (RECORDS_BETWEEN_KILLS / 2 - 1));
  expect(acknowledged.size).toBeLessThan(KILLS * RECORDS_BETWEEN_KILLS);
  expect([...acknowledged].filter((n) => !kept.has(n))).toEqual([]);
  expect([...told.values()].filter((keys) => keys.size !== 1)).toEqual([]);
  expect([...told.keys()].filter((n) => !kept.has(n))).toEqual([]);
  const wanted = (await commands()).map(({ id }) => id);
  expect(wanted).toHaveLength([...kept].filter((n) => n % 10 === 0).length);
  expect(wanted.filter((id) => !beeps.has(id))).toEqual([]);
  expect([...beeps].filter((id) => !wanted.includes(id))).toEqual([]);
}, 90_000);
