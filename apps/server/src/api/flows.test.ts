import type { JsonValue } from '@signalbox/flow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
let sourceId: number;
beforeEach(async () => {
  server = await startTestServer();
  const body = { label: 'Van 1', device_id: 'van-1', model: 'ngp_generic' };
  sourceId = (await server.owner.createDevice({ body })).source.id;
});
afterEach(() => server.stop());

function speeding(condition = 'speed > 80', action: { skip_if_already?: boolean } = {}) {
  return {
    title: 'Speeding buzzer',
    enabled: true,
    nodes: [
      { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [sourceId] } },
      { id: 2, type: 'logic', data: { title: 'Too fast', name: 'speeding', condition } },
      {
        id: 3,
        type: 'action',
        data: { title: 'Buzzer', ...action, actions: [{ type: 'set_output', number: 1, value: true }] },
      },
    ],
    edges: [
      { from: 1, to: 2, type: 'simple_edge' as const },
      { from: 2, to: 3, type: 'then_edge' as const },
    ],
  };
}

describe('a flow', () => {
  test('is saved as a draft of version 1 that does not run', async () => {
    const flow = await server.owner.createFlow({ body: speeding() });

    expect(flow).toMatchObject({ version: 1, published_version: null, enabled: true });
    expect(flow.document.nodes).toHaveLength(3);
    await server.report(sourceId, { speed: 90 });
    expect((await server.owner.listDeliveries()).list).toEqual([]);
  });

  test('runs for the next message once it is published', async () => {
    const { id } = await server.owner.createFlow({ body: speeding() });
    const result = await server.owner.publishFlow({ params: { id } });

    expect(result).toMatchObject({ id, version: 1, published_version: 1, enabled: true });
    await server.report(sourceId, { speed: 90 });
    const { list } = await server.owner.listDeliveries({ query: { flow_id: id } });
    expect(list).toMatchObject([
      { state: 'waiting_for_device', kind: 'command', flow_id: id, node_id: 3, summary: 'output 1 on' },
    ]);
  });

  test('keeps running the published version while the draft changes', async () => {
    const { id } = await server.owner.createFlow({ body: speeding() });
    await server.owner.publishFlow({ params: { id } });
    const saved = await server.owner.saveFlow({ params: { id }, body: speeding('speed > 200') });

    expect(saved).toMatchObject({ version: 2, published_version: 1 });
    await server.report(sourceId, { speed: 90 });
    expect((await server.owner.listDeliveries()).list).toHaveLength(1);
  });

  test('is not saved over a version that its writer has not seen', async () => {
    const { id } = await server.owner.createFlow({ body: speeding() });
    await server.owner.saveFlow({ params: { id }, query: { version: 1 }, body: speeding() });

    const late = server.owner.saveFlow({ params: { id }, query: { version: 1 }, body: speeding() });
    await expect(late).rejects.toMatchObject({ problem: { status: 409, code: 'version_conflict' } });
  });

  test('is switched off at once', async () => {
    const { id } = await server.owner.createFlow({ body: speeding() });
    await server.owner.publishFlow({ params: { id } });
    await server.owner.switchFlow({ params: { id }, body: { enabled: false } });

    await server.report(sourceId, { speed: 90 });
    expect((await server.owner.listDeliveries()).list).toEqual([]);
    expect((await server.owner.getFlow({ params: { id } })).enabled).toBe(false);
  });

  test('keeps its switch when a saved document does not name it', async () => {
    const { id } = await server.owner.createFlow({ body: speeding() });
    const { enabled: _, ...silent } = speeding();

    expect((await server.owner.saveFlow({ params: { id }, body: silent })).enabled).toBe(true);
    const off = await server.owner.saveFlow({ params: { id }, body: { ...silent, enabled: false } });
    expect(off.enabled).toBe(false);
    expect(off.document.enabled).toBe(false);
  });

  test('is not switched by who may only save', async () => {
    const { id } = await server.owner.createFlow({ body: speeding() });
    const writer = server.client(server.keyWith('flows_write'));

    await expect(writer.saveFlow({ params: { id }, body: speeding() })).resolves.toMatchObject({
      version: 2,
    });
    await expect(
      writer.saveFlow({ params: { id }, body: { ...speeding(), enabled: false } }),
    ).rejects.toMatchObject({ problem: { code: 'forbidden' } });
  });

  test('that asks for too much is paused for the device until it is resumed', async () => {
    const body = { ...speeding('speed > 80', { skip_if_already: false }), max_effects_per_min: 1 };
    const { id } = await server.owner.createFlow({ body });
    const params = { id };
    await server.owner.publishFlow({ params });
    for (const speed of [90, 91, 92]) await server.report(sourceId, { speed });
    expect((await server.owner.getFlow({ params })).paused).toMatchObject([
      { source_id: sourceId, dropped: 2 },
    ]);
    expect((await server.owner.listFlows()).list).toMatchObject([{ id, paused_sources: 1 }]);
    const stranger = await server.owner.resumeFlow({ params, body: { source_id: 999 } });
    expect(stranger.paused).toHaveLength(1);
    expect((await server.owner.resumeFlow({ params, body: { source_id: sourceId } })).paused).toEqual([]);
    const [latest] = server.storage.audit.list({ limit: 1 }).list;
    expect(latest).toMatchObject({ action: 'flow.resumed', detail: { source_id: sourceId } });
    await server.report(sourceId, { speed: 93 });
    expect((await server.owner.listDeliveries()).list).toHaveLength(2);
    const gone = server.owner.resumeFlow({ params: { id: 99 } });
    await expect(gone).rejects.toMatchObject({ problem: { status: 404 } });
  });

  test('that names an attribute which no device sends is published with a doubt', async () => {
    const { id } = await server.owner.createFlow({ body: speeding('sped > 80 and speed > 2') });
    const before = await server.owner.publishFlow({ params: { id } });
    await server.report(sourceId, { speed: 90 });
    const after = await server.owner.publishFlow({ params: { id } });

    expect(before.problems).toEqual([]);
    expect(after.problems).toMatchObject([
      { severity: 'warning', node_ids: [2], parameters: ['data.condition'] },
    ]);
    expect(after.problems[0]?.message).toContain('did you mean speed?');
  });

  test('is doubted by what its own devices have sent, and those that it acts on', async () => {
    const body = { label: 'Tank', device_id: 'tank-1', model: 'ngp_generic' };
    const tank = (await server.owner.createDevice({ body })).source.id;
    await server.report(sourceId, { speed: 90 });
    await server.report(tank, { fuel: 40 });
    const problems = async (data: Readonly<Record<string, JsonValue>>) => {
      const actions = [{ type: 'set_output', number: 1, value: true }];
      const nodes = [
        { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [sourceId] } },
        { id: 2, type: 'action', data: { title: 'Pump', actions, ...data } },
      ];
      const flow = { title: 'Pump', nodes, edges: [{ from: 1, to: 2 }] };
      return (await server.owner.checkFlow({ body: flow })).problems;
    };
    const guard = 'fuel < 50 and speed < 5';
    const mapping = [{ source_id: sourceId, target_source_ids: [tank] }];
    expect(await problems({ guard: 'speed < 5' })).toEqual([]);
    expect(await problems({ guard })).toMatchObject([{ message: expect.stringContaining('fuel') }]);
    expect(await problems({ guard, device_mapping: mapping })).toEqual([]);
  });

  test('with an error is not published, and the answer names the node', async () => {
    const { id } = await server.owner.createFlow({ body: speeding('speed >') });
    const failure = server.owner.publishFlow({ params: { id } });

    await expect(failure).rejects.toMatchObject({
      problem: { status: 422, code: 'flow_invalid', problems: [{ severity: 'error', node_ids: [2] }] },
    });
    expect((await server.owner.getFlow({ params: { id } })).published_version).toBeNull();
  });

  test.each([
    ['no title', { nodes: [], edges: [] }],
    ['nodes that are no list', { title: 'x', nodes: {}, edges: [] }],
    ['a newer schema', { schema: 99, title: 'x', nodes: [], edges: [] }],
    ['a prototype', JSON.parse('{"title":"x","nodes":[],"edges":[],"__proto__":{"enabled":true}}')],
  ])('with %s is refused with its problems', async (_, payload) => {
    const response = await server.request(
      {
        method: 'POST',
        url: '/api/flows',
        payload: JSON.stringify(payload),
        headers: { 'content-type': 'application/json' },
      },
      server.keyWith('flows_write'),
    );
    expect(response.statusCode).toBe(422);
    expect(response.json().problems).not.toEqual([]);
  });

  test('is checked without being saved', async () => {
    const { problems } = await server.owner.checkFlow({ body: speeding('sped >') });
    expect(problems.map(({ severity }) => severity)).toContain('error');
    expect((await server.owner.listFlows()).list).toEqual([]);
  });

  test('travels as a file without id, version and switch, and arrives disabled', async () => {
    const { id, document } = await server.owner.createFlow({ body: speeding() });
    const file = await server.request({ url: `/api/flows/${id}/export` }, server.keyWith('flows_read'));
    const content = file.json();
    expect(Object.keys(content)).not.toEqual(expect.arrayContaining(['enabled']));
    expect(content).not.toHaveProperty('id');
    expect(content).not.toHaveProperty('version');

    const copy = await server.owner.importFlow({ body: content });
    expect(copy).toMatchObject({ enabled: false, version: 1, published_version: null });
    expect(copy.document).toEqual({ ...document, enabled: false });
  });

  test('is listed and deleted', async () => {
    const { id } = await server.owner.createFlow({ body: speeding() });
    expect((await server.owner.listFlows()).list).toMatchObject([
      { id, title: 'Speeding buzzer', node_count: 3 },
    ]);

    await server.owner.deleteFlow({ params: { id } });
    expect((await server.owner.listFlows()).list).toEqual([]);
    await expect(server.owner.deleteFlow({ params: { id } })).rejects.toMatchObject({
      problem: { status: 404 },
    });
  });
});
