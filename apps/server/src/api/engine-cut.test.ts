import { DEFAULT_CUT_GUARD } from '@signalbox/devices';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

async function register(model: string): Promise<number> {
  return (await server.owner.createDevice({ body: { label: 'Van', device_id: 'van', model } })).id;
}

type Given = NonNullable<Parameters<TestServer['owner']['updateDevice']>[0]['body']>['engine_cut'];

function change(id: number, cut: Given, client = server.owner) {
  return client.updateDevice({ params: { id }, body: { engine_cut: cut } });
}

describe('how a device stops its engine', () => {
  test('is as its model says at first', async () => {
    const immobilizer = await server.owner.getDevice({ params: { id: await register('ngp_immobilizer') } });
    expect(immobilizer.engine_cut).toEqual({
      outputs: [{ number: 1, on: 'cut' }],
      guard: DEFAULT_CUT_GUARD,
      usual_guard: true,
      from_model: true,
    });
  });

  test('is set, keeps the usual guard unless told otherwise, and goes back to the model', async () => {
    const id = await register('ngp_generic');
    const outputs = [{ number: 3, on: 'restore' as const }];
    const changed = await change(id, { outputs });
    expect(changed.engine_cut).toEqual({
      outputs,
      guard: DEFAULT_CUT_GUARD,
      usual_guard: true,
      from_model: false,
    });
    expect((await change(id, { outputs, guard: null })).engine_cut).toMatchObject({
      guard: null,
      usual_guard: false,
    });
    expect((await change(id, null)).engine_cut).toEqual({
      outputs: [],
      guard: DEFAULT_CUT_GUARD,
      usual_guard: true,
      from_model: true,
    });
  });

  test('needs the right to configure trackers, and nothing is changed without it', async () => {
    const id = await register('ngp_immobilizer');
    const writer = server.client(server.keyWith('devices_write'));
    await expect(
      writer.updateDevice({ params: { id }, body: { label: 'Other', engine_cut: null } }),
    ).rejects.toMatchObject({ problem: { code: 'forbidden' } });
    expect((await server.owner.getDevice({ params: { id } })).label).toBe('Van');
    const configurer = server.client(server.keyWith('devices_write', 'tracker_configure'));
    expect((await change(id, { outputs: [], guard: null }, configurer)).engine_cut.outputs).toEqual([]);
  });

  test('is in the log with what was before', async () => {
    const id = await register('ngp_immobilizer');
    await change(id, { outputs: [{ number: 1, on: 'cut' }], guard: null });
    const [entry] = server.storage.audit.list({ limit: 1 }).list;
    expect(entry).toMatchObject({
      action: 'device.engine_cut_changed',
      target: `device ${id}`,
      detail: { before: { guard: DEFAULT_CUT_GUARD, from_model: true }, after: { guard: null } },
    });
  });

  test.each<[string, NonNullable<Given>, string]>([
    ['output', { outputs: [{ number: 3, on: 'cut' }] }, 'body.engine_cut.outputs[0].number'],
    [
      'second time',
      {
        outputs: [
          { number: 1, on: 'cut' },
          { number: 1, on: 'restore' },
        ],
      },
      'body.engine_cut.outputs[1].number',
    ],
    ['formula', { outputs: [], guard: 'speed <' }, 'body.engine_cut.guard'],
    ['sane formula', { outputs: [], guard: '__proto__ == 1' }, 'body.engine_cut.guard'],
  ])('is refused for want of the %s', async (_, cut, path) => {
    await expect(change(await register('ngp_immobilizer'), cut)).rejects.toMatchObject({
      problem: { code: 'invalid_input', errors: [{ path }] },
    });
  });
});

test('a flow stops an engine only while the guard of the device and its own are true', async () => {
  const id = await register('ngp_immobilizer');
  const { source } = await server.owner.getDevice({ params: { id } });
  server.online.add(source.id);
  const actions = [{ type: 'set_output', number: 1, value: true }];
  const { id: flowId } = await server.owner.createFlow({
    body: {
      title: 'Theft',
      enabled: true,
      nodes: [
        { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [source.id] } },
        { id: 2, type: 'logic', data: { title: 'Stolen', name: 'stolen', condition: 'theft == true' } },
        { id: 3, type: 'action', data: { title: 'Stop', actions, guard: 'ignition == false' } },
      ],
      edges: [
        { from: 1, to: 2 },
        { from: 2, to: 3, type: 'then_edge' },
      ],
    },
  });
  await server.owner.publishFlow({ params: { id: flowId } });
  const state = async () => (await server.owner.listDeliveries()).list.at(0)?.state;

  await server.report(source.id, { theft: true, speed: 60, ignition: false });
  expect(await state()).toBe('guarded');
  server.clock.advance(1000);
  await server.report(source.id, { speed: 0, ignition: true });
  expect(await state()).toBe('guarded');
  server.clock.advance(1000);
  await server.report(source.id, { speed: 0, ignition: false });
  expect(server.sent).toMatchObject([{ command: { type: 'set_output', output: 1, value: true } }]);
});

type Draft = NonNullable<Parameters<TestServer['owner']['createFlow']>[0]['body']>;
type Data = Draft['nodes'][number]['data'];

describe('whoever publishes a flow is told', () => {
  async function notes(action: Data[string], more: Data = {}): Promise<readonly string[]> {
    const id = await register('ngp_immobilizer');
    const { source } = await server.owner.getDevice({ params: { id } });
    await server.owner.createDevice({ body: { label: 'Buzzer', device_id: 'buzzer', model: 'ngp_generic' } });
    const nodes: { id: number; type: string; data: Data }[] = [
      { id: 1, type: 'data_source', data: { title: 'All', select: { all: true } } },
      { id: 2, type: 'action', data: { title: 'Act', actions: [action], ...more } },
    ];
    const body = { title: 'Theft', nodes, edges: [{ from: 1, to: 2 }] };
    const flow = await server.owner.createFlow({ body });
    const { problems } = await server.owner.publishFlow({ params: { id: flow.id } });
    expect(problems.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(source.id).toBe(1);
    return problems.filter(({ code }) => code === 'NODE_STOPS_ENGINE').map(({ message }) => message);
  }

  const on = (number: number) => ({ type: 'set_output', number, value: true });
  const raw = (command: string) => ({ type: 'send_gprs_command', command });

  test('that it stops an engine, and what it waits for', async () => {
    expect(await notes(on(1))).toEqual([
      `actions[0]: on Van this stops the engine; it waits until ${DEFAULT_CUT_GUARD}`,
    ]);
  });

  test('that a text may stop it', async () => {
    expect(await notes(raw('siren on'))).toEqual([expect.stringContaining('its text is not known')]);
  });

  test('that a text that switches back by itself is refused', async () => {
    expect(await notes(raw('setdigout 1 30'))).toEqual([expect.stringContaining('leave the time out')]);
  });

  test('nothing where the engine is not concerned', async () => {
    expect(await notes(on(2))).toEqual([]);
  });

  test('nothing where it acts on another device instead', async () => {
    const mapping = { device_mapping: [{ source_id: 1, target_source_ids: [2] }] };
    expect(await notes(on(1), mapping)).toEqual([]);
  });
});
