import { startMqttBroker, type MqttBroker } from '@signalbox/devices';
import type { Message } from '@signalbox/flow';
import { systemClock } from '@signalbox/node-host';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CommandFolder, runCommand } from '../testing/command-driver.ts';

const received: Message[] = [];
let broker: MqttBroker;
let onRecord: () => void = () => {};

beforeEach(async () => {
  received.length = 0;
  const quiet = (): void => {};
  broker = await startMqttBroker({
    host: '127.0.0.1',
    port: 0,
    directory: {
      authenticate: (deviceId, key) =>
        deviceId === 'van-1' && key === 'right' ? { sourceId: 1 } : { refused: 'wrong_key' },
    },
    ingress: {
      receive(_, records, onDurable) {
        received.push(...records);
        onDurable();
        onRecord();
      },
      linkChanged: quiet,
      replied: quiet,
    },
    clock: systemClock,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
});
afterEach(() => broker.close());

/** A drive to the north at about 80 km/h, a point a second. */
const TRACK = Array.from({ length: 60 }, (_, second) => ({
  point: `POINT(11 ${48 + second * 0.0002})`,
  time: new Date(Date.UTC(2026, 5, 1, 12, 0, second)).toISOString(),
}));

test('devices of the list drive a track until the command is stopped; one that may not connect is named', async () => {
  const folder = new CommandFolder();
  const track = folder.write('drive.json', TRACK);
  const devices = folder.write('devices.json', [
    { device_id: 'van-1', key: 'right', id: 1, label: 'Van 1' },
    { device_id: 'van-2', key: 'wrong' },
  ]);
  const moved = new Promise<void>((resolve) => {
    onRecord = () => {
      if (received.some(({ attributes }) => Number(attributes['speed']) > 70)) resolve();
    };
  });
  const url = `mqtt://127.0.0.1:${broker.port}`;
  const args = ['simulate', '--track', track, '--url', url, '--devices', devices, '--interval-ms', '10'];
  const done = await runCommand([...args, '--speed-up', '20'], { stopped: moved });
  expect(done.code).toBe(0);
  expect(done.err[0]).toBe('2 devices on 1 track; Ctrl-C ends it');
  expect(done.err[1]).toMatch(/^van-2: cannot connect: /);
  expect(received.at(-1)?.attributes).toMatchObject({ ignition: true, output_status: 0 });
});

test.each([
  ['devices.json', '{"a": 1}', /devices\.json: a list of devices/],
  ['devices.json', '[]', /devices\.json: a list of devices, at least one/],
  ['devices.json', '[{"device_id": "van-1"}]', /devices\.json: \[0\]\.key/],
  [
    'devices.json',
    '[{"device_id": "v", "key": "k", "model": "toaster"}]',
    /v: the model "toaster" is unknown/,
  ],
  ['drive.json', '[]', /drive\.json: not a list of {"point", "time"}/],
])('a file %s with %s is refused', async (name, text, reason) => {
  const folder = new CommandFolder();
  const track = folder.write('drive.json', TRACK);
  const devices = folder.write('devices.json', []);
  folder.write(name, text);
  const args = ['simulate', '--track', track, '--url', 'mqtt://127.0.0.1:1', '--devices', devices];
  const { code, err } = await runCommand(args);
  expect(code).toBe(1);
  expect(err.join('\n')).toMatch(reason);
});
