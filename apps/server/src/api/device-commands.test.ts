import type { DeliveryItem, DeviceCommand, NewControl } from '@signalbox/api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

/** A device that is connected. */
async function connected(model = 'ngp_generic'): Promise<number> {
  const { id, source } = await server.owner.createDevice({ body: { label: 'Van', device_id: 'van', model } });
  server.online.add(source.id);
  return id;
}

const on = { type: 'set_output', output: 3, value: true } as const;

describe('a command', () => {
  test('is sent, and answered with its delivery', async () => {
    const id = await connected();
    const delivery = await server.owner.sendCommand({ params: { id }, body: on });

    expect(delivery).toMatchObject({
      state: 'awaiting_reply',
      kind: 'command',
      summary: 'output 3 on',
      wants: { outputs: [{ number: 3, value: true }], led: null },
      tracker_id: id,
      flow_id: null,
      control_id: null,
    });
    expect(server.sent).toMatchObject([{ id: delivery.id, command: on }]);
    const { list } = await server.owner.listDeliveries({ query: { tracker_id: id } });
    expect(list).toEqual([delivery]);
  });

  const wishes: [DeviceCommand, DeliveryItem['wants']][] = [
    [
      { type: 'set_led', value: false },
      { outputs: [], led: false },
    ],
    [
      { type: 'set_outputs', values: [true, false, false, false, false, false, false, false] },
      { outputs: [1, 2, 3, 4, 5, 6, 7, 8].map((number) => ({ number, value: number === 1 })), led: null },
    ],
    [{ type: 'raw', command: 'reboot' }, null],
  ];
  test.each(wishes)('%j tells what it wants', async (body, wants) => {
    const params = { id: await connected() };
    expect((await server.owner.sendCommand({ params, body })).wants).toEqual(wants);
  });

  test('to a device that is not connected is refused, and nothing is left of it', async () => {
    const id = await connected();
    server.online.clear();
    await expect(server.owner.sendCommand({ params: { id }, body: on })).rejects.toMatchObject({
      problem: { status: 409, code: 'device_offline' },
    });
    expect((await server.owner.listDeliveries()).list).toEqual([]);
  });

  test('as a text waits for a device that is not connected', async () => {
    const id = await connected();
    server.online.clear();
    const delivery = await server.owner.sendCommand({
      params: { id },
      body: { type: 'raw', command: 'reboot' },
    });
    expect(delivery.state).toBe('waiting_for_device');
  });

  const impossible: [string, DeviceCommand, string][] = [
    ['ngp_immobilizer', { ...on, output: 1 }, 'reserved to engine block'],
    ['ngp_immobilizer', on, 'has no output 3'],
    ['ngp_sensor', on, 'has no outputs'],
    ['ngp_sensor', { type: 'set_led', value: true }, 'has no LED'],
    ['ngp_generic', { type: 'set_outputs', values: [true] }, '8 outputs, not 1'],
  ];
  test.each(impossible)('is refused when %s cannot take it: %j', async (model, body, words) => {
    const id = await connected(model);
    const failure = server.owner.sendCommand({ params: { id }, body });
    await expect(failure).rejects.toMatchObject({
      problem: { status: 422, code: 'not_supported', detail: expect.stringContaining(words) },
    });
    expect(server.sent).toEqual([]);
  });

  test('to a blocked device and by a clone is refused', async () => {
    const id = await connected();
    const clone = await server.owner.cloneDevice({ params: { id } });
    await expect(server.owner.sendCommand({ params: { id: clone.id }, body: on })).rejects.toMatchObject({
      problem: { status: 409, code: 'device_is_clone' },
    });
    await server.owner.updateDevice({ params: { id }, body: { blocked: true } });
    await expect(server.owner.sendCommand({ params: { id }, body: on })).rejects.toMatchObject({
      problem: { status: 409, code: 'device_blocked' },
    });
  });
});

describe('the engine', () => {
  const still = { speed: 0 };

  test('is stopped where the device stands, and freed, each with its delivery', async () => {
    const id = await connected('ngp_immobilizer');
    const { source } = await server.owner.getDevice({ params: { id } });
    await server.report(source.id, still);
    const { list } = await server.owner.switchEngine({ params: { id }, body: { stopped: true } });

    expect(list).toMatchObject([{ state: 'awaiting_reply', summary: 'output 1 on', tracker_id: id }]);
    expect(server.sent).toMatchObject([{ command: { type: 'set_output', output: 1, value: true } }]);
    const freed = await server.owner.switchEngine({ params: { id }, body: { stopped: false } });
    expect(freed.list).toMatchObject([{ summary: 'output 1 off' }]);
  });

  test('of a device that moves is not stopped: the delivery waits for its guard', async () => {
    const id = await connected('ngp_immobilizer');
    const { source } = await server.owner.getDevice({ params: { id } });
    await server.report(source.id, { speed: 60 });
    const { list } = await server.owner.switchEngine({ params: { id }, body: { stopped: true } });

    expect(list).toMatchObject([{ state: 'guarded' }]);
    expect(server.sent).toEqual([]);
  });

  test('is stopped in the name of whoever asked', async () => {
    const id = await connected('ngp_immobilizer');
    await server.owner.switchEngine({ params: { id }, body: { stopped: true } });

    expect(server.storage.audit.list({ limit: 1 }).list).toMatchObject([
      { action: 'engine.stopped', target: `device ${id}`, actor: expect.any(String), address: '127.0.0.1' },
    ]);
  });

  test.each([
    ['without an output for it', 'ngp_generic', true, 'not_supported'],
    ['that is not connected', 'ngp_immobilizer', false, 'device_offline'],
  ])('of a device %s is not stopped, and nobody is said to have', async (_, model, isOnline, code) => {
    const id = await connected(model);
    if (!isOnline) server.online.clear();
    const asked = server.owner.switchEngine({ params: { id }, body: { stopped: true } });

    await expect(asked).rejects.toMatchObject({ problem: { code } });
    const actions = server.storage.audit.list({ limit: 10 }).list.map(({ action }) => action);
    expect(actions).not.toContain('engine.stopped');
    expect(server.sent).toEqual([]);
  });
});

const hardware = {
  name: 'Siren',
  type: 'hardware',
  config: { command: 'siren on', reliable: false },
} as const satisfies NewControl;
const config = { url: 'https://example.com/{{device_id}}', headers: [], body: '{"speed":{{speed}}}' };
const software: NewControl = { name: 'Ticket', type: 'software', config };

describe('an output control', () => {
  test('is created, listed, changed and deleted', async () => {
    const params = { id: await connected() };
    const created = await server.owner.createControl({ params, body: software });
    expect(created).toEqual({ id: created.id, ...software });

    const place = { ...params, control_id: created.id };
    await server.owner.updateControl({ params: place, body: hardware });
    expect((await server.owner.listControls({ params })).list).toEqual([{ id: created.id, ...hardware }]);

    await server.owner.deleteControl({ params: place });
    expect((await server.owner.listControls({ params })).list).toEqual([]);
    await expect(server.owner.deleteControl({ params: place })).rejects.toMatchObject({
      problem: { code: 'not_found' },
    });
  });

  test('is run: its delivery names it', async () => {
    const params = { id: await connected() };
    for (const body of [hardware, software]) {
      const { id } = await server.owner.createControl({ params, body });
      const delivery = await server.owner.runControl({ params: { ...params, control_id: id } });
      expect(delivery).toMatchObject({ control_id: id, tracker_id: params.id });
    }
    expect(server.sent).toMatchObject([{ command: { type: 'raw', command: 'siren on', reliable: false } }]);
    const { list } = await server.owner.listDeliveries({ query: { tracker_id: params.id } });
    expect(list.map(({ kind }) => kind)).toEqual(['webhook', 'command']);
  });

  test('is run with a value in its place, and not without one', async () => {
    const params = { id: await connected() };
    const body: NewControl = { ...hardware, config: { command: 'siren <>', reliable: true } };
    const { id } = await server.owner.createControl({ params, body });
    const place = { ...params, control_id: id };

    await server.owner.runControl({ params: place, body: { param: '5' } });
    expect(server.sent).toMatchObject([{ command: { command: 'siren 5' } }]);
    await expect(server.owner.runControl({ params: place })).rejects.toMatchObject({
      problem: { code: 'invalid_input', errors: [{ path: 'body.param' }] },
    });
  });

  test('that can never be sent is refused, with the place of the fault', async () => {
    const params = { id: await connected() };
    const body: NewControl = { ...software, config: { ...config, body: '{"speed": {{spe' } };
    const failure = server.owner.createControl({ params, body });
    await expect(failure).rejects.toMatchObject({
      problem: { status: 400, code: 'invalid_input', errors: [{ path: 'body.config.body' }] },
    });
  });

  test('of another tracker is not found', async () => {
    const params = { id: await connected() };
    const { id } = await server.owner.createControl({ params, body: hardware });
    const other = await server.owner.createDevice({
      body: { label: 'Bus', device_id: 'bus', model: 'ngp_generic' },
    });
    const failure = server.owner.runControl({ params: { id: other.id, control_id: id } });
    await expect(failure).rejects.toMatchObject({ problem: { code: 'not_found' } });
  });
});
