import { afterEach, beforeEach, expect, test } from 'vitest';
import { NOON, startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
let device: { readonly id: number; readonly source: { readonly id: number } };
beforeEach(async () => {
  server = await startTestServer();
  device = await server.owner.createDevice({
    body: { label: 'Van 1', device_id: 'van-1', model: 'ngp_generic' },
  });
  server.online.add(device.source.id);
});
afterEach(() => server.stop());

const ON = { type: 'set_output', output: 1, value: true } as const;
const BEEP = { type: 'raw', command: 'beep' } as const;

const command = (body: typeof ON | typeof BEEP) =>
  server.owner.sendCommand({ params: { id: device.id }, body });

async function alarmFlow(): Promise<number> {
  const { id } = await server.owner.createFlow({
    body: {
      title: 'Alarm',
      enabled: true,
      nodes: [
        { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [device.source.id] } },
        { id: 2, type: 'webhook', data: { title: 'Tell', url: 'https://example.com/alarm' } },
        {
          id: 3,
          type: 'action',
          data: { title: 'On', actions: [{ type: 'set_output', number: 1, value: true }] },
        },
      ],
      edges: [
        { from: 1, to: 2 },
        { from: 1, to: 3 },
      ],
    },
  });
  await server.owner.publishFlow({ params: { id } });
  return id;
}

async function states(): Promise<Record<string, string>> {
  const { list } = await server.owner.listDeliveries();
  return Object.fromEntries(list.map(({ kind, state }) => [kind, state]));
}

test('all device actions are paused at once, and say by whom', async () => {
  await server.owner.pauseDeviceActions({ body: { paused: true } });
  expect(await server.owner.getSwitches()).toEqual({
    device_actions: { by: expect.any(String), at: new Date(NOON).toISOString() },
    devices: [],
    flows: [],
  });
  await expect(command(ON)).rejects.toMatchObject({ problem: { status: 409, code: 'paused' } });
  const waiting = await command(BEEP);
  expect(waiting.state).toBe('guarded');
  expect(waiting.reason).toMatch(/^All device actions are paused by /);
  expect(server.sent).toEqual([]);

  await server.owner.pauseDeviceActions({ body: { paused: false } });

  await expect.poll(() => server.sent.length).toBe(1);
  expect(await server.owner.getSwitches()).toMatchObject({ device_actions: null });
});

test('a paused device gets no commands while its telemetry is recorded and webhooks go out', async () => {
  await alarmFlow();
  await server.owner.pauseDevice({ params: { id: device.id }, body: { paused: true } });
  await server.report(device.source.id, { speed: 1 });
  await expect.poll(states).toEqual({ command: 'guarded', webhook: 'delivered' });
  const history = server.storage.messages.history({ sourceId: device.source.id, limit: 9 });
  expect(history.list).toHaveLength(1);
});

test('a paused flow goes on deciding, and all that it asks for waits', async () => {
  const id = await alarmFlow();
  await server.owner.pauseFlow({ params: { id }, body: { paused: true } });
  await server.report(device.source.id, { speed: 1 });
  await expect.poll(states).toEqual({ command: 'guarded', webhook: 'guarded' });
  expect((await command(BEEP)).state).not.toBe('guarded');
});

test('a pause outlives a restart and is written to the audit log', async () => {
  await server.owner.pauseDevice({ params: { id: device.id }, body: { paused: true } });
  await server.owner.pauseDevice({ params: { id: device.id }, body: { paused: false } });
  await server.owner.pauseDeviceActions({ body: { paused: true } });
  expect(server.storage.settings.get('pauses')).toMatchObject({ all: { at: NOON }, sources: {} });
  const actions = server.storage.audit.list({ limit: 9 }).list.map(({ action, target }) => [action, target]);
  expect(actions).toEqual([
    ['switch.paused', 'all device actions'],
    ['switch.released', `device ${device.id}`],
    ['switch.paused', `device ${device.id}`],
    ['device.created', `device ${device.id}`],
  ]);
});

test('what does not exist cannot be paused', async () => {
  const body = { paused: true };
  await expect(server.owner.pauseDevice({ params: { id: 99 }, body })).rejects.toThrow('does not exist');
  await expect(server.owner.pauseFlow({ params: { id: 99 }, body })).rejects.toThrow('does not exist');
});

test('/v2 refuses a wanted state while the device is paused, as for a blocked one', async () => {
  await server.owner.pauseDevice({ params: { id: device.id }, body: { paused: true } });
  const response = await server.request(
    {
      method: 'POST',
      url: '/v2/tracker/output/set',
      payload: { tracker_id: device.id, output: 1, enable: true },
    },
    server.keyWith('tracker_set_output'),
  );
  expect(response.json()).toMatchObject({ success: false, status: { code: 208 } });
});
