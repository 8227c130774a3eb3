import { createServer } from 'node:net';
import { once } from 'node:events';
import { connectAsync } from 'mqtt';
import mqttPacket from 'mqtt-packet';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OutgoingCommand } from '@signalbox/runtime';
import { FakeClock, RecordingLog } from '@signalbox/runtime/testing';
import { FakeIngress, FLEET, NOW } from '../testing/fakes.ts';
import { RawClient } from '../testing/raw-client.ts';
import { startMqttBroker } from './broker.ts';
import type { MqttBroker, MqttBrokerOptions } from './broker.ts';

const RECORD = '{"message_time":"2026-11-20T10:00:00Z","ignition":true}';
const COMMAND: OutgoingCommand = {
  id: 'c_1',
  expiresAt: NOW + 60_000,
  command: { type: 'set_output', output: 1, value: true },
};

let ingress: FakeIngress;
let log: RecordingLog;
let clock: FakeClock;
let refusals: string[];
let broker: MqttBroker;

async function start(changes: Partial<MqttBrokerOptions> = {}): Promise<MqttBroker> {
  return startMqttBroker({
    host: '127.0.0.1',
    port: 0,
    directory: FLEET,
    ingress,
    clock,
    log,
    onRefused: (deviceId, reason) => refusals.push(`${deviceId} ${reason}`),
    ...changes,
  });
}

beforeEach(async () => {
  ingress = new FakeIngress();
  log = new RecordingLog();
  clock = new FakeClock(NOW);
  refusals = [];
  broker = await start();
});

afterEach(() => broker.close());

function acks(client: RawClient): (number | undefined)[] {
  return client.packets.filter(({ cmd }) => cmd === 'puback').map(({ messageId }) => messageId);
}

function subscribe(client: RawClient, topic: string): Promise<unknown> {
  client.send({ cmd: 'subscribe', messageId: 9, subscriptions: [{ topic, qos: 1 }] });
  return client.next('suback');
}

describe('a record', () => {
  test('is acknowledged only when it is durable, in any order, while others arrive', async () => {
    ingress.isDurable = false;
    const device = await RawClient.device(broker.port, 1);
    for (const id of [1, 2, 3]) device.publish('ngp/van-1', RECORD, id);
    await ingress.until(() => ingress.received.length === 3);
    expect(broker.stats()).toMatchObject({ inFlight: 3, acknowledged: 0 });

    ingress.received[1]?.settle();
    await device.next('puback');
    expect(acks(device)).toEqual([2]);
    ingress.received[0]?.settle();
    ingress.received[2]?.settle();
    await device.settle();
    expect(acks(device)).toEqual([2, 1, 3]);
    expect(broker.stats()).toMatchObject({ inFlight: 0, acknowledged: 3, records: 3 });
  });

  test('arrives decoded, in the order sent, however the bytes are cut', async () => {
    const device = await RawClient.device(broker.port, 1);
    const frames = Array.from({ length: 50 }, (_, n) =>
      mqttPacket.generate({
        cmd: 'publish',
        topic: 'ngp/van-1',
        payload: `{"message_time":"2026-11-20T10:00:00Z","n":${n},"filler":"${'x'.repeat(n * 7)}"}`,
        qos: 1,
        messageId: n + 1,
        retain: false,
        dup: false,
      }),
    );
    const bytes = Buffer.concat(frames);
    for (let at = 0; at < bytes.length; at += 61) {
      device.write(bytes.subarray(at, at + 61));
      await new Promise(setImmediate);
    }
    await ingress.until(() => ingress.received.length === 50);
    expect(ingress.received.map(({ message }) => message.attributes['n'])).toEqual(
      Array.from({ length: 50 }, (_, n) => n),
    );
    expect(ingress.received[0]).toMatchObject({ sourceId: 1, message: { serverTime: NOW } });
    await device.settle();
    expect(acks(device)).toHaveLength(50);
  });

  test('with QoS 0 is taken too', async () => {
    const device = await RawClient.device(broker.port, 1);
    device.publish('ngp/van-1', RECORD);
    await device.settle();
    expect(ingress.received).toHaveLength(1);
    expect(acks(device)).toEqual([]);
  });

  test('with QoS 2 is received when it is durable and completed after', async () => {
    ingress.isDurable = false;
    const device = await RawClient.device(broker.port, 1);
    const base = { topic: 'ngp/van-1', payload: RECORD, retain: false, dup: false } as const;
    device.send({ cmd: 'publish', qos: 2, messageId: 7, ...base });
    await device.settle();
    expect(device.packets.some(({ cmd }) => cmd === 'pubrec')).toBe(false);
    ingress.received[0]?.settle();
    expect(await device.next('pubrec')).toMatchObject({ messageId: 7 });
    device.send({ cmd: 'pubrel', messageId: 7 });
    expect(await device.next('pubcomp')).toMatchObject({ messageId: 7 });
    expect(ingress.received).toHaveLength(1);
  });

  test('that was sent before CONNACK is not lost', async () => {
    const device = await RawClient.open(broker.port);
    device.send(
      { cmd: 'connect', clientId: 'x', clean: false, username: 'van-1', password: Buffer.from('key-1') },
      {
        cmd: 'publish',
        topic: 'ngp/van-1',
        payload: RECORD,
        qos: 1,
        messageId: 1,
        retain: false,
        dup: false,
      },
    );
    expect(await device.next('connack')).toMatchObject({ returnCode: 0, sessionPresent: false });
    expect(await device.next('puback')).toMatchObject({ messageId: 1 });
  });

  test.each([
    ['not JSON', '{"message_time":', 'not_json'],
    ['of another device', '{"device_id":"van-2"}', 'wrong_device'],
    ['too large', `{"a":"${'x'.repeat(70_000)}"}`, 'too_large'],
  ])('that is %s is acknowledged, counted and logged once', async (_, payload, code) => {
    const device = await RawClient.device(broker.port, 1);
    for (const id of [1, 2]) device.publish('ngp/van-1', payload, id);
    await device.settle();
    expect(acks(device)).toEqual([1, 2]);
    expect(ingress.received).toEqual([]);
    expect(broker.stats().refused).toEqual({ [code]: 2 });
    expect(log.lines).toMatchObject([{ level: 'warn', fields: { deviceId: 'van-1', code } }]);
    clock.advance(60_000);
    device.publish('ngp/van-1', payload, 3);
    await device.settle();
    expect(log.lines[1]).toMatchObject({ fields: { repeated: 1 } });
  });

  test('that the runtime refuses is acknowledged and counted', async () => {
    ingress.refusal = new Error('the source is unknown');
    const device = await RawClient.device(broker.port, 1);
    device.publish('ngp/van-1', RECORD, 1);
    await device.settle();
    expect(acks(device)).toEqual([1]);
    expect(broker.stats().refused).toEqual({ refused: 1 });
    expect(log.lines).toMatchObject([{ fields: { reason: 'the source is unknown' } }]);
  });

  test('is never acknowledged when its connection ended before it was durable', async () => {
    ingress.isDurable = false;
    const device = await RawClient.device(broker.port, 1);
    device.publish('ngp/van-1', RECORD, 1);
    await ingress.until(() => ingress.received.length === 1);
    const fresh = await RawClient.device(broker.port, 1);
    await device.closed;
    ingress.received[0]?.settle();
    await fresh.settle();
    expect([...acks(device), ...acks(fresh)]).toEqual([]);
    expect(broker.stats()).toMatchObject({ connections: 1, acknowledged: 0 });
  });

  test.each([{ maxInFlight: 10 }, { maxInFlightBytes: 10 * RECORD.length }])(
    'beyond the limit %j drops the device and stays with it',
    async (limits) => {
      await broker.close();
      broker = await start({ limits });
      ingress.isDurable = false;
      const device = await RawClient.device(broker.port, 1);
      for (let id = 1; id <= 11; id += 1) device.publish('ngp/van-1', RECORD, id);
      await device.closed;
      expect(ingress.received).toHaveLength(10);
      expect(acks(device)).toEqual([]);
      expect(broker.stats()).toMatchObject({ inFlight: 0, closedConnections: { overrun: 1 } });
    },
  );
});

describe('a connection is refused', () => {
  test.each([
    ['van-1', 'wrong', 4, 'van-1 wrong_key'],
    ['lorry', 'key-1', 4, 'lorry unknown'],
    ['', '', 4, ' unknown'],
    ['blocked', 'key', 5, 'blocked blocked'],
  ])('as %s with the key %s: code %d', async (deviceId, key, returnCode, refusal) => {
    const device = await RawClient.open(broker.port);
    device.connect(deviceId, key);
    expect(await device.next('connack')).toMatchObject({ returnCode });
    await device.closed;
    expect(refusals).toEqual([refusal]);
    expect(broker.stats()).toMatchObject({
      connections: 0,
      refusedConnections: { [refusal.split(' ')[1] ?? '']: 1 },
    });
    expect(log.lines).toMatchObject([{ level: 'warn', fields: { remoteAddress: '127.0.0.1' } }]);
  });

  test('when the directory fails: code 3', async () => {
    await broker.close();
    broker = await start({ directory: { authenticate: () => Promise.reject(new Error('disk full')) } });
    const device = await RawClient.open(broker.port);
    device.connect('van-1', 'key-1');
    expect(await device.next('connack')).toMatchObject({ returnCode: 3 });
  });

  test('after too many wrong keys of its address, for the rest of the minute', async () => {
    await broker.close();
    broker = await start({ limits: { maxFailedAttempts: 2 } });
    async function attempt(deviceId: string, key: string): Promise<unknown> {
      const device = await RawClient.open(broker.port);
      device.connect(deviceId, key);
      return device.next('connack');
    }
    const online = await RawClient.device(broker.port, 2);
    await attempt('blocked', 'key');
    for (const key of ['a', 'b']) expect(await attempt('van-1', key)).toMatchObject({ returnCode: 4 });
    for (const key of ['c', 'key-1', 'key-1']) {
      expect(await attempt('van-1', key)).toMatchObject({ returnCode: 3 });
    }
    expect(broker.stats().refusedConnections).toEqual({ blocked: 1, wrong_key: 2, too_many_attempts: 3 });
    const guesses = log.lines.filter(({ message }) => message === 'an address guesses device keys');
    expect(guesses).toMatchObject([{ level: 'warn', fields: { remoteAddress: '127.0.0.1' } }]);
    await online.settle();
    clock.advance(60_000);
    expect(await attempt('van-1', 'key-1')).toMatchObject({ returnCode: 0 });
  });

  test('with a will on a foreign topic', async () => {
    const device = await RawClient.open(broker.port);
    const will = { topic: 'ngp/van-2/status', payload: Buffer.from('{}'), qos: 0, retain: true } as const;
    device.send({
      cmd: 'connect',
      clientId: 'x',
      clean: true,
      username: 'van-1',
      password: Buffer.from('key-1'),
      will,
    });
    expect(await device.next('connack')).toMatchObject({ returnCode: 5 });
    expect(refusals).toEqual(['van-1 foreign_will']);
  });

  test.each([
    ['HTTP', Buffer.from(`GET / HTTP/1.1\r\nHost: example.org\r\n${'x'.repeat(100)}\r\n\r\n`)],
    ['TLS', Buffer.from(`160301${'00'.repeat(300)}`, 'hex')],
    ['a packet too long to be CONNECT', Buffer.from(`10ffff7f${'00'.repeat(500_000)}`, 'hex')],
    ['a length of five bytes', Buffer.from([0x10, 0xff, 0xff, 0xff, 0xff, 0x7f])],
  ])('when it speaks %s', async (_, bytes) => {
    const stranger = await RawClient.open(broker.port);
    stranger.write(bytes);
    await stranger.closed;
    expect(broker.stats().connections).toBe(0);
  });
});

describe('a device', () => {
  test.each(['ngp/van-2', 'ngp/van-2/response', 'ngp/van-1/command', '$SYS/x', 'ngp/van-1/x'])(
    'that writes to %s is dropped',
    async (topic) => {
      const device = await RawClient.device(broker.port, 1);
      device.publish(topic, RECORD, 1);
      await device.closed;
      expect(acks(device)).toEqual([]);
      expect(ingress.received).toEqual([]);
      expect(broker.stats().closedConnections).toEqual({ foreign_topic: 1 });
    },
  );

  test.each(['#', 'ngp/+/command', 'ngp/van-2/command', 'ngp/van-1', '$SYS/#'])(
    'may not subscribe to %s',
    async (topic) => {
      const device = await RawClient.device(broker.port, 1);
      expect(await subscribe(device, topic)).toMatchObject({ granted: [128] });
      expect(ingress.links).toEqual([]);
    },
  );

  test('is online while it is connected and subscribed', async () => {
    const device = await RawClient.device(broker.port, 1);
    expect(broker.links.isOnline(1)).toBe(false);
    await subscribe(device, 'ngp/van-1/command');
    await subscribe(device, 'ngp/van-1/command');
    expect(broker.links.isOnline(1)).toBe(true);
    expect(ingress.links).toEqual([[1, true]]);
    device.send({ cmd: 'unsubscribe', messageId: 3, unsubscriptions: ['ngp/van-1/command'] });
    await device.next('unsuback');
    expect(ingress.links).toEqual([
      [1, true],
      [1, false],
    ]);
    await subscribe(device, 'ngp/van-1/command');
    device.destroy();
    await ingress.until(() => ingress.links.length === 4);
    expect(ingress.links.at(-1)).toEqual([1, false]);
    expect(broker.stats()).toMatchObject({ connections: 0, online: 0 });
  });

  test('that connects again replaces its old connection, whatever its client id', async () => {
    const old = await RawClient.device(broker.port, 1);
    await subscribe(old, 'ngp/van-1/command');
    const fresh = await RawClient.device(broker.port, 1);
    await old.closed;
    await subscribe(fresh, 'ngp/van-1/command');
    expect(ingress.links).toEqual([
      [1, true],
      [1, false],
      [1, true],
    ]);
    expect(broker.stats()).toMatchObject({ connections: 1, online: 1, closedConnections: { replaced: 1 } });
  });

  test('that connects again and again is served on its newest connection', async () => {
    const clients = await Promise.all(Array.from({ length: 20 }, () => RawClient.open(broker.port)));
    for (const client of clients) {
      client.connect('van-1', 'key-1');
      await new Promise(setImmediate);
    }
    const fresh = await RawClient.device(broker.port, 1);
    await Promise.all(clients.map(({ closed }) => closed));
    await subscribe(fresh, 'ngp/van-1/command');
    expect(await broker.links.send(1, COMMAND)).toBeNull();
    await fresh.next('publish');
    expect(broker.stats()).toMatchObject({ connections: 1, online: 1, closedConnections: { replaced: 20 } });
  });

  test('does not disturb another device with the same client id', async () => {
    const one = await RawClient.device(broker.port, 1);
    const two = await RawClient.device(broker.port, 2);
    await one.settle();
    await two.settle();
    expect(broker.stats().connections).toBe(2);
  });

  test('whose key changed is dropped', async () => {
    const device = await RawClient.device(broker.port, 1);
    broker.disconnect(1);
    await device.closed;
    expect(broker.stats()).toMatchObject({ connections: 0, closedConnections: { revoked: 1 } });
  });

  test('beyond the limit of connections is not let in', async () => {
    await broker.close();
    broker = await start({ limits: { maxConnections: 1 } });
    await RawClient.device(broker.port, 1);
    const second = await RawClient.open(broker.port);
    await second.closed;
    expect(broker.stats()).toMatchObject({ connections: 1, closedConnections: { too_many: 1 } });
  });

  test('that never reads is dropped, and a command to it fails', async () => {
    await broker.close();
    broker = await start({ limits: { drainTimeoutMs: 20 } });
    const device = await RawClient.device(broker.port, 1);
    await subscribe(device, 'ngp/van-1/command');
    device.stopReading();
    const long: OutgoingCommand = {
      ...COMMAND,
      command: { type: 'raw', command: 'x'.repeat(500_000), reliable: true },
    };
    let failure = await broker.links.send(1, long);
    while (failure === null) failure = await broker.links.send(1, long);
    expect(failure).toEqual({ retry: 'later', reason: 'The link broke while the command was being sent' });
    expect(broker.stats().closedConnections).toEqual({ not_reading: 1 });
    device.destroy();
  });

  test('that goes on sending and never reads is dropped at once', async () => {
    const device = await RawClient.device(broker.port, 1);
    await subscribe(device, 'ngp/van-1/command');
    device.stopReading();
    const beyondSystemBuffers = 'x'.repeat(32_000_000);
    const sent = broker.links.send(1, {
      ...COMMAND,
      command: { type: 'raw', command: beyondSystemBuffers, reliable: true },
    });
    await new Promise(setImmediate);
    device.publish('ngp/van-1/status', '');
    expect(await sent).toEqual({ retry: 'later', reason: 'The link broke while the command was being sent' });
    expect(broker.stats().closedConnections).toEqual({ not_reading: 1 });
    device.destroy();
  });

  test('whose packet never ends is dropped', async () => {
    await broker.close();
    broker = await start({ limits: { maxPacketBytes: 100_000 } });
    const device = await RawClient.device(broker.port, 1);
    device.publish('ngp/van-1/status', 'x'.repeat(90_000), 1);
    await device.next('puback');
    device.publish('ngp/van-1/status', 'x'.repeat(1_000_000), 2);
    await device.closed;
    expect(acks(device)).toEqual([1]);
    expect(broker.stats().closedConnections).toEqual({ malformed: 1 });
  });
});

describe('a command', () => {
  test('reaches the device, and its answer the runtime', async () => {
    const device = await RawClient.device(broker.port, 1);
    await subscribe(device, 'ngp/van-1/command');
    expect(await broker.links.send(1, COMMAND)).toBeNull();
    const packet = await device.next('publish');
    expect(packet).toMatchObject({ topic: 'ngp/van-1/command', qos: 1, retain: false });
    expect(JSON.parse('payload' in packet ? String(packet.payload) : '')).toEqual({
      id: 'c_1',
      expires_at: '2026-11-20T10:01:01.000Z',
      type: 'set_output',
      output: 1,
      value: true,
    });
    device.send({ cmd: 'puback', messageId: packet.messageId ?? 0 });
    device.publish('ngp/van-1/response', '{"id":"c_1","status":"done","result":"ok"}', 4);
    await device.next('puback');
    expect(ingress.replies).toEqual([[1, { deliveryId: 'c_1', status: 'done', text: 'ok' }]]);
    expect(broker.stats()).toMatchObject({ commands: 1, replies: 1 });
  });

  test('is not sent to a device that has not subscribed, nor later when it does', async () => {
    const device = await RawClient.device(broker.port, 1);
    const offline = { retry: 'later', reason: 'The device is not connected' };
    expect(await broker.links.send(1, COMMAND)).toEqual(offline);
    expect(await broker.links.send(2, COMMAND)).toEqual(offline);
    await subscribe(device, 'ngp/van-1/command');
    await device.settle();
    expect(device.packets.some(({ cmd }) => cmd === 'publish')).toBe(false);
  });

  test('goes with QoS 0 to a device that asked for it', async () => {
    const device = await RawClient.device(broker.port, 1);
    device.send({ cmd: 'subscribe', messageId: 9, subscriptions: [{ topic: 'ngp/van-1/command', qos: 0 }] });
    await device.next('suback');
    await broker.links.send(1, COMMAND);
    expect(await device.next('publish')).toMatchObject({ qos: 0 });
  });

  test('over a link that just broke is a failure', async () => {
    const device = await RawClient.device(broker.port, 1);
    await subscribe(device, 'ngp/van-1/command');
    broker.disconnect(1);
    expect(await broker.links.send(1, COMMAND)).toMatchObject({ retry: 'later' });
    await device.closed;
  });
});

test('a bad answer is acknowledged, counted and not passed on', async () => {
  const device = await RawClient.device(broker.port, 1);
  device.publish('ngp/van-1/response', 'ok', 1);
  await device.next('puback');
  expect(ingress.replies).toEqual([]);
  expect(broker.stats().refused).toEqual({ not_json: 1 });
});

test('a client library with a will, a session and QoS 1 works', async () => {
  const client = await connectAsync(`mqtt://127.0.0.1:${broker.port}`, {
    username: 'van-1',
    password: 'key-1',
    clean: false,
    clientId: 'whatever',
    will: { topic: 'ngp/van-1/status', payload: Buffer.from('{"online":false}'), qos: 1, retain: true },
  });
  const arrived = new Promise<unknown[]>((resolve) => {
    client.once('message', (...message) => resolve(message));
  });
  await client.subscribeAsync('ngp/van-1/command', { qos: 1 });
  await client.publishAsync('ngp/van-1/status', '{"online":true}', { qos: 1, retain: true });
  await Promise.all(Array.from({ length: 100 }, () => client.publishAsync('ngp/van-1', RECORD, { qos: 1 })));
  expect(ingress.received).toHaveLength(100);
  await broker.links.send(1, COMMAND);
  expect(await arrived).toMatchObject(['ngp/van-1/command', expect.anything(), { qos: 1 }]);
  await client.endAsync();
  await ingress.until(() => ingress.links.length === 2);
});

test('a port that is taken is an error with its code', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await expect(start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  other.close();
});

test('closing drops every device and frees the port', async () => {
  const device = await RawClient.device(broker.port, 1);
  await subscribe(device, 'ngp/van-1/command');
  const { port } = broker;
  await broker.close();
  await device.closed;
  expect(ingress.links).toEqual([
    [1, true],
    [1, false],
  ]);
  broker = await start({ port });
  expect(broker.port).toBe(port);
});
