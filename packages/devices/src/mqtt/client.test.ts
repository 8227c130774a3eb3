import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aedes } from 'aedes';
import { connectAsync } from 'mqtt';
import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OutgoingCommand } from '@signalbox/runtime';
import { FakeClock, RecordingLog } from '@signalbox/runtime/testing';
import { FakeIngress, NOW } from '../testing/fakes.ts';
import { connectOutsideBroker } from './client.ts';
import type { OutsideBroker, OutsideBrokerOptions } from './client.ts';

const RECORD = '{"message_time":"2026-11-20T10:00:00Z","n":';
const COMMAND: OutgoingCommand = {
  id: 'c_1',
  expiresAt: NOW + 60_000,
  command: { type: 'set_led', value: true },
};

const known = new Map<string, number>();

const directory = {
  sourceIdOf: (deviceId: string): number | undefined => known.get(deviceId),
  deviceIdOf: (sourceId: number): string | undefined => (sourceId === 1 ? 'van-1' : undefined),
};

beforeEach(() => {
  known.clear();
  known.set('van-1', 1);
});

/** A broker that is not ours. */
interface Outside {
  readonly port: number;
  stop(): Promise<void>;
}

async function startAedes(): Promise<Outside> {
  const aedes = await Aedes.createBroker();
  const server = createServer(aedes.handle);
  const port = await listen(server);
  return {
    port,
    stop: async () => {
      await new Promise<void>((resolve) => aedes.close(resolve));
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function startMosquitto(): Promise<Outside> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'mosquitto-'));
  const config = join(folder, 'mosquitto.conf');
  await writeFile(config, `listener ${port} 127.0.0.1\nallow_anonymous true\nmax_inflight_messages 1000\n`);
  const child = spawn('mosquitto', ['-c', config, '-v'], { stdio: ['ignore', 'ignore', 'pipe'] });
  await saysIt(child, 'running');
  return {
    port,
    stop: async () => {
      child.kill();
      await once(child, 'exit');
      await rm(folder, { recursive: true });
    },
  };
}

async function saysIt(child: ChildProcess, word: string): Promise<void> {
  for await (const chunk of child.stderr ?? []) if (String(chunk).includes(word)) return;
  throw new Error(`mosquitto ended before it was ${word}`);
}

const hasMosquitto = spawnSync('mosquitto', ['-h']).error === undefined;
const brokers = [
  ['aedes', startAedes, true],
  ['mosquitto (skipped unless it is on the PATH)', startMosquitto, hasMosquitto],
] as const;

describe.each(brokers)('through %s', (_, startBroker, isPresent) => {
  let outside: Outside;
  let ingress: FakeIngress;
  let device: MqttClient;
  let link: OutsideBroker;

  function connect(changes: Partial<OutsideBrokerOptions> = {}): OutsideBroker {
    const url = `mqtt://127.0.0.1:${outside.port}`;
    const [clock, log] = [new FakeClock(NOW), new RecordingLog()];
    return connectOutsideBroker({
      url,
      clientId: 'worker-1',
      directory,
      ingress,
      clock,
      log,
      reconnectMs: 10,
      ...changes,
    });
  }

  beforeEach(async () => {
    if (!isPresent) return;
    outside = await startBroker();
    ingress = new FakeIngress();
    device = await connectAsync(`mqtt://127.0.0.1:${outside.port}`, { reconnectPeriod: 10 });
    link = connect();
    await link.ready;
  });

  afterEach(async () => {
    if (!isPresent) return;
    await link.close();
    await device.endAsync(true);
    await outside.stop();
  });

  test.runIf(isPresent)('records arrive in order, many before one is durable', async () => {
    ingress.isDurable = false;
    for (let n = 0; n < 300; n += 1) device.publish('ngp/van-1', `${RECORD}${n}}`, { qos: 1 });
    await ingress.until(() => ingress.received.length === 300);
    expect(ingress.received.map(({ message }) => message.attributes['n'])).toEqual(
      Array.from({ length: 300 }, (_, n) => n),
    );
    expect(link.stats().inFlight).toBe(300);
    for (const { settle } of ingress.received) settle();
    expect(link.stats().inFlight).toBe(0);
  });

  test.runIf(isPresent)('beyond the limit the broker is not read until others are durable', async () => {
    await link.close();
    link = connect({ maxInFlight: 10 });
    await link.ready;
    ingress.isDurable = false;
    await Promise.all(
      Array.from({ length: 50 }, (_, n) => device.publishAsync('ngp/van-1', `${RECORD}${n}}`, { qos: 1 })),
    );
    await ingress.until(() => ingress.received.length === 10);
    expect(link.stats()).toMatchObject({ records: 10, inFlight: 10 });
    ingress.isDurable = true;
    for (const { settle } of ingress.received.slice()) settle();
    await ingress.until(() => ingress.received.length === 50);
    expect(link.stats().inFlight).toBe(0);
  });

  test.runIf(isPresent)(
    'records that were not durable come again after a restart, and no others',
    async () => {
      await device.publishAsync('ngp/van-1', `${RECORD}1}`, { qos: 1 });
      await ingress.until(() => ingress.received.length === 1);
      ingress.isDurable = false;
      await device.publishAsync('ngp/van-1', `${RECORD}2}`, { qos: 1 });
      await ingress.until(() => ingress.received.length === 2);
      await link.close();
      await device.publishAsync('ngp/van-1', `${RECORD}3}`, { qos: 1 });
      ingress = new FakeIngress();
      link = connect();
      await ingress.until(() => ingress.received.length === 2);
      expect(ingress.received.map(({ message }) => message.attributes['n'])).toEqual([2, 3]);
    },
  );

  test.runIf(isPresent)('a device is online by its retained status, and a command reaches it', async () => {
    await device.publishAsync('ngp/van-1/status', '{"online":true}', { qos: 1, retain: true });
    await ingress.until(() => ingress.links.length === 1);
    expect(link.links.isOnline(1)).toBe(true);
    const arrived = new Promise<string>((resolve) => {
      device.once('message', (topic, payload) => resolve(`${topic} ${payload.toString()}`));
    });
    await device.subscribeAsync('ngp/van-1/command', { qos: 1 });
    expect(await link.links.send(1, COMMAND)).toBeNull();
    expect(await arrived).toMatch(
      /^ngp\/van-1\/command {"id":"c_1","expires_at":"[^"]+","type":"set_led","value":true}$/,
    );
    await device.publishAsync('ngp/van-1/response', '{"id":"c_1","status":"done"}', { qos: 1 });
    await ingress.until(() => ingress.replies.length === 1);
    await device.publishAsync('ngp/van-1/status', '', { qos: 1, retain: true });
    await ingress.until(() => ingress.links.length === 2);
    expect(ingress.links).toEqual([
      [1, true],
      [1, false],
    ]);
    expect(await link.links.send(1, COMMAND)).toEqual({
      retry: 'later',
      reason: 'The device is not connected',
    });
  });

  test.runIf(isPresent)('a device that the directory learns of later is online after a refresh', async () => {
    await device.publishAsync('ngp/van-2/status', '{"online":true}', { qos: 1, retain: true });
    await device.publishAsync('ngp/van-1/status', '{"online":true}', { qos: 1, retain: true });
    await ingress.until(() => ingress.links.length === 1);
    known.set('van-2', 2);
    link.refresh();
    await ingress.until(() => ingress.links.length === 2);
    expect(ingress.links).toEqual([
      [1, true],
      [2, true],
    ]);
  });

  test.runIf(isPresent)('what cannot be used is acknowledged and counted', async () => {
    await device.publishAsync('ngp/stranger', `${RECORD}1}`, { qos: 1 });
    await device.publishAsync('ngp/van-1', 'not JSON', { qos: 1 });
    await device.publishAsync('ngp/van-1/status', 'not JSON', { qos: 1 });
    await device.publishAsync('ngp/van-1', `${RECORD}1}`, { qos: 1 });
    await ingress.until(() => ingress.received.length === 1);
    expect(link.stats()).toMatchObject({ unknownDevices: 1, refused: { not_json: 2 }, inFlight: 0 });
  });

  test.runIf(isPresent)('a lost connection makes everyone offline until it is back', async () => {
    await device.publishAsync('ngp/van-1/status', '{"online":true}', { qos: 1, retain: true });
    await ingress.until(() => ingress.links.length === 1);
    const url = `mqtt://127.0.0.1:${outside.port}`;
    const thief = await connectAsync(url, { clientId: 'worker-1', clean: false, reconnectPeriod: 0 });
    await ingress.until(() => ingress.links.length === 3);
    expect(ingress.links).toEqual([
      [1, true],
      [1, false],
      [1, true],
    ]);
    await thief.endAsync(true);
  });
});

test.each(['broker', 'http://broker', 'mqtt://', 'ws://broker:80'])(
  '%s is not an address of a broker',
  (url) => {
    const [ingress, clock, log] = [new FakeIngress(), new FakeClock(NOW), new RecordingLog()];
    expect(() => connectOutsideBroker({ url, clientId: 'x', directory, ingress, clock, log })).toThrow(
      `broker: ${url} is not an address of a broker; write mqtt://host:1883 or mqtts://host:8883`,
    );
  },
);

test('a broker that cannot be reached is tried again and logged once', async () => {
  const [ingress, clock, log] = [new FakeIngress(), new FakeClock(NOW), new RecordingLog()];
  const port = await freePort();
  const url = `mqtt://127.0.0.1:${port}`;
  const link = connectOutsideBroker({ url, clientId: 'x', directory, ingress, clock, log, reconnectMs: 5 });
  const aedes = await Aedes.createBroker();
  const server = createServer(aedes.handle);
  while (log.lines.length === 0) await new Promise(setImmediate);
  server.listen(port, '127.0.0.1');
  await link.ready;
  expect(log.lines).toMatchObject([
    { level: 'warn', message: 'the broker cannot be reached', fields: { url } },
    { level: 'info', message: 'listening to the broker' },
  ]);
  await link.close();
  await new Promise<void>((resolve) => aedes.close(resolve));
  await new Promise((resolve) => server.close(resolve));
});
