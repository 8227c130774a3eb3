import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApiClient, type ApiClient } from '@signalbox/api';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { readOptions } from './options.ts';
import { isStartFailure } from './start-failure.ts';
import { type RunningServer, startServer } from './start.ts';

const API_KEY = 'key-of-the-scripts-0123456789abc';

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signalbox-start-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function start(env: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const options = readOptions({ port: '0', mqttPort: '0', data: join(folder, 'data') }, env);
  const parts = { version: '1.2.3', log: quiet, editorDirectory: join(folder, 'editor') };
  const server = await startServer(options, parts);
  onTestFinished(() => server.close());
  return server;
}

function clientOf({ url }: RunningServer): ApiClient {
  return createApiClient({ baseUrl: url, fetch, key: API_KEY });
}

async function connect(server: RunningServer, deviceId: string, key: string): Promise<MqttClient> {
  const device = await connectAsync(`mqtt://127.0.0.1:${server.mqttPort}`, {
    username: deviceId,
    password: key,
    clientId: deviceId,
    reconnectPeriod: 0,
  });
  onTestFinished(() => device.endAsync(true));
  return device;
}

describe('a server', () => {
  test('is ready, and its first address needs no credential', async () => {
    const server = await start();
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect((await fetch(server.signInUrl)).status).toBe(200);
    expect((await fetch(`${server.url}/api/devices`)).status).toBe(401);
  });

  test('says after a restart why nothing happened at a moment, from records over HTTP', async () => {
    const first = await start({ SIGNALBOX_API_KEY: API_KEY });
    const api = clientOf(first);
    const body = { label: 'Van 1', device_id: 'van-1', model: 'ngp_generic' };
    const { key, source } = await api.createDevice({ body });
    const flow = await api.createFlow({
      body: {
        title: 'Speeding',
        enabled: true,
        nodes: [
          { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [source.id] } },
          {
            id: 2,
            type: 'logic',
            data: { title: 'Fast', name: 'fast', condition: 'speed > 80 && gear > 2' },
          },
        ],
        edges: [{ from: 1, to: 2 }],
      },
    });
    await api.publishFlow({ params: { id: flow.id } });
    const at = new Date().toISOString();
    const record = { message_time: at, device_id: 'van-1', location: { speed: 91 } };
    const sent = await fetch(`${first.url}/ngp/van-1`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(record),
    });
    expect(sent.status).toBe(200);
    await first.close();

    const again = clientOf(await start({ SIGNALBOX_API_KEY: API_KEY }));
    const { list } = await again.listTraces({ query: { flow_id: flow.id, source_id: source.id, at } });
    const trace = await again.getTrace({ params: { id: list[0]?.id ?? 0 } });
    expect(trace).toMatchObject({ outcome: 'not_fired', timeliness: 'live', last_node_id: 2 });
    expect(trace.visits[1]?.facts).toMatchObject([{ kind: 'formula', truth: null, missing: ['gear'] }]);
  });

  test('sees a command through from a record over MQTT to the record that proves it', async () => {
    const server = await start({ SIGNALBOX_API_KEY: API_KEY });
    const api = clientOf(server);
    const body = { label: 'Van 1', device_id: 'van-1', model: 'ngp_generic' };
    const { id, key, source } = await api.createDevice({ body });
    const actions = [{ type: 'set_output', number: 1, value: true }];
    const flow = await api.createFlow({
      body: {
        title: 'Speeding buzzer',
        enabled: true,
        nodes: [
          { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [source.id] } },
          { id: 2, type: 'logic', data: { title: 'Fast', name: 'fast', condition: 'speed > 80' } },
          { id: 3, type: 'action', data: { title: 'Buzzer', actions } },
        ],
        edges: [
          { from: 1, to: 2 },
          { from: 2, to: 3, type: 'then_edge' },
        ],
      },
    });
    await api.publishFlow({ params: { id: flow.id } });

    const device = await connect(server, 'van-1', key);
    const commands: { id: string }[] = [];
    device.on('message', (_topic, payload) => commands.push(JSON.parse(payload.toString())));
    await device.subscribeAsync('ngp/van-1/command', { qos: 1 });
    const report = (record: object): Promise<unknown> => {
      const message = { message_time: new Date().toISOString(), ...record };
      return device.publishAsync('ngp/van-1', JSON.stringify(message), { qos: 1 });
    };
    const position = { latitude: 48.1, longitude: 11.5, fix_type: 'HAS_FIX' };
    await report({ location: { ...position, speed: 90 }, output_status: 0 });
    await expect.poll(() => commands).toMatchObject([{ type: 'set_output', output: 1, value: true }]);

    const reply = { id: commands[0]?.id, status: 'done' };
    await device.publishAsync('ngp/van-1/response', JSON.stringify(reply), { qos: 1 });
    await report({ location: { ...position, speed: 91 }, output_status: 1 });

    const states = async () => (await api.listDeliveries()).list.map(({ state }) => state);
    await expect.poll(states).toEqual(['confirmed']);
    const shown = await api.getDevice({ params: { id } });
    expect(shown).toMatchObject({ connection: { online: true }, attributes: { speed: 91 } });
    expect(shown.outputs[0]).toBe(true);
  });

  test('takes the same record by HTTP with the key of the device', async () => {
    const server = await start({ SIGNALBOX_API_KEY: API_KEY });
    const api = clientOf(server);
    const body = { label: 'Van 1', device_id: 'van-1', model: 'ngp_generic' };
    const { id, key } = await api.createDevice({ body });
    const post = (authorization: string, text: string) =>
      fetch(`${server.url}/ngp/van-1`, { method: 'POST', headers: { authorization }, body: text });
    const record = JSON.stringify({ message_time: new Date().toISOString(), fuel_level: 40 });

    expect((await post(`Bearer ${key}`, record)).status).toBe(200);
    expect((await api.getDevice({ params: { id } })).attributes).toMatchObject({ fuel_level: 40 });
    expect((await post(`Bearer ${API_KEY}`, record)).status).toBe(401);
    expect((await post(`Bearer ${key}`, '{broken')).status).toBe(400);

    const metrics = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${API_KEY}` } });
    const text = await metrics.text();
    expect(text).toContain('signalbox_messages_total{timeliness="live"} 1');
    expect(text).toContain('signalbox_quarantined_records_total{where="runtime"} 0');
    expect(text).toContain('signalbox_http_refused_packets_total{reason="wrong_key"} 1');
    expect(text).toContain('signalbox_http_refused_packets_total{reason="not_json"} 1');
  });

  test('cuts off a device whose key was changed', async () => {
    const server = await start({ SIGNALBOX_API_KEY: API_KEY });
    const api = clientOf(server);
    const body = { label: 'Van 1', device_id: 'van-1', model: 'ngp_generic' };
    const { id, key } = await api.createDevice({ body });
    const device = await connect(server, 'van-1', key);
    await api.updateDevice({ params: { id }, body: { label: 'Van one' } });
    expect(device.connected).toBe(true);

    const closed = new Promise<void>((resolve) => device.once('close', () => resolve()));
    await api.rekeyDevice({ params: { id } });

    await closed;
    await expect(connect(server, 'van-1', key)).rejects.toThrow('Connection refused');
  });

  test('keeps the key from the environment, devices and flows over a restart', async () => {
    const first = await start({ SIGNALBOX_API_KEY: API_KEY });
    const body = { label: 'Van 1', device_id: 'van-1', model: 'ngp_generic' };
    await clientOf(first).createDevice({ body });
    await first.close();

    const second = await start();
    expect((await clientOf(second).listDevices()).list).toMatchObject([{ label: 'Van 1' }]);
  });

  test('may be closed twice', async () => {
    const server = await start();
    await server.close();
    await expect(server.close()).resolves.toBeUndefined();
  });
});

describe('a start fails in one line of words', () => {
  async function failure(options: Parameters<typeof readOptions>[0], env = {}): Promise<string> {
    const parts = { version: '1.2.3', log: quiet, editorDirectory: folder };
    const data = join(folder, 'other');
    const error: unknown = await startServer(
      readOptions({ port: '0', mqttPort: '0', data, ...options }, env),
      parts,
    ).catch((caught: unknown) => caught);
    if (!isStartFailure(error)) throw new Error('It started, or failed without words.');
    return error.message;
  }

  test('when the HTTP port is taken', async () => {
    const { port } = new URL((await start()).url);
    expect(await failure({ port })).toContain(`Port ${port} is taken`);
    // What was begun is ended: the same folder opens again.
    expect(await failure({ port })).toContain('taken');
  });

  test('when the MQTT port is taken', async () => {
    const { mqttPort } = await start();
    expect(await failure({ mqttPort: String(mqttPort) })).toContain(`Port ${mqttPort} is taken`);
  });

  test('when the data folder is in use', async () => {
    const { dataDir } = await start();
    expect(await failure({ data: dataDir })).toContain(dataDir);
  });

  test('when the database is none', async () => {
    writeFileSync(
      join(folder, 'signalbox.db'),
      'this is no database, but long enough to be looked at'.repeat(100),
    );
    expect(await failure({ data: folder })).toContain('signalbox.db');
  });

  test('when an allowed range is none', async () => {
    expect(await failure({}, { SIGNALBOX_WEBHOOK_ALLOW: 'home' })).toContain(
      'SIGNALBOX_WEBHOOK_ALLOW: "home"',
    );
  });
});
