import type { DeliveryItem } from '@signalbox/api';
import type { FlowNode } from '@signalbox/flow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

async function found(query: object): Promise<string[]> {
  return (await server.owner.listDeliveries({ query })).list.map((delivery) => delivery.id);
}

const COMMAND = {
  type: 'action',
  data: { title: 'On', actions: [{ type: 'set_output', number: 1, value: true }] },
};
const WEBHOOK = { type: 'webhook', data: { title: 'Tell', url: 'https://example.com/door?key=secret' } };

/** What a flow asks for when its device reports: a command that waits for the device, unless told otherwise. */
async function deliveryOf(node: Omit<FlowNode, 'id'> = COMMAND): Promise<DeliveryItem> {
  const body = { label: 'Van 1', device_id: 'van-1', model: 'ngp_generic' };
  const { source } = await server.owner.createDevice({ body });
  const { id } = await server.owner.createFlow({
    body: {
      title: 'Every message',
      enabled: true,
      nodes: [
        { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [source.id] } },
        { id: 2, ...node },
      ],
      edges: [{ from: 1, to: 2 }],
    },
  });
  await server.owner.publishFlow({ params: { id } });
  await server.report(source.id, { speed: 1 });
  const [delivery] = (await server.owner.listDeliveries()).list;
  if (delivery === undefined) throw new Error('The flow has asked for nothing.');
  return delivery;
}

describe('deliveries', () => {
  test('are found by tracker, flow and state', async () => {
    const { id, tracker_id: trackerId, flow_id: flowId } = await deliveryOf();
    expect(await found({ tracker_id: trackerId, flow_id: flowId, state: 'waiting_for_device' })).toEqual([
      id,
    ]);
    expect(await found({ tracker_id: 999 })).toEqual([]);
    expect(await found({ flow_id: 999 })).toEqual([]);
    expect(await found({ state: 'confirmed' })).toEqual([]);
  });

  test('show what is sent and the way so far', async () => {
    const { id } = await deliveryOf();
    const shown = await server.owner.getDelivery({ params: { id } });

    expect(shown).toMatchObject({ command: { type: 'set_output', output: 1, value: true }, request: null });
    expect(shown.timeline.at(-1)).toMatchObject({ state: 'waiting_for_device', attempts: 0 });
  });

  test('are cancelled while they have not ended, once', async () => {
    const { id } = await deliveryOf();
    expect(await server.owner.cancelDelivery({ params: { id } })).toMatchObject({
      state: 'cancelled',
      ended: true,
    });

    await expect(server.owner.cancelDelivery({ params: { id } })).rejects.toMatchObject({
      problem: { status: 409, code: 'conflict' },
    });
  });

  test('are sent again as new ones after they ended without success', async () => {
    const { id } = await deliveryOf();
    await expect(server.owner.redriveDelivery({ params: { id } })).rejects.toThrow('still under way');
    await server.owner.cancelDelivery({ params: { id } });

    const again = await server.owner.redriveDelivery({ params: { id } });

    expect(again).toMatchObject({ state: 'waiting_for_device', summary: 'output 1 on' });
    expect(again.id).not.toBe(id);
  });

  test('of webhooks keep their id when they are sent again, so that the receiver knows them', async () => {
    server.receiver.answer = { ok: false, failure: { retry: 'never', reason: 'HTTP 404' } };
    const { id } = await deliveryOf(WEBHOOK);
    await expect
      .poll(async () => (await server.owner.getDelivery({ params: { id } })).state)
      .toBe('rejected');
    server.receiver.answer = { ok: true, status: 200, body: null };

    await server.owner.redriveDelivery({ params: { id } });

    await expect
      .poll(async () => (await server.owner.getDelivery({ params: { id } })).state)
      .toBe('delivered');
    await expect(server.owner.redriveDelivery({ params: { id } })).rejects.toThrow('has succeeded');
  });

  test('of webhooks show no secrets in lists, nor in headers', async () => {
    const headers = [
      { key: 'Authorization', value: 'Bearer secret' },
      { key: 'X-Site', value: 'yard' },
    ];
    const { id, summary } = await deliveryOf({ ...WEBHOOK, data: { ...WEBHOOK.data, headers } });

    expect(summary).toBe('POST https://example.com/door');
    const { request } = await server.owner.getDelivery({ params: { id } });
    expect(request?.headers).toEqual([
      { key: 'Authorization', value: '[hidden]' },
      { key: 'X-Site', value: 'yard' },
    ]);
  });

  test.each(['getDelivery', 'cancelDelivery', 'redriveDelivery'] as const)(
    'that do not exist are not found by %s',
    async (operation) => {
      const failure = server.owner[operation]({ params: { id: 'nothing' } });
      await expect(failure).rejects.toMatchObject({ problem: { status: 404 } });
    },
  );

  test.each([{ state: 'asleep' }, { limit: '0' }, { limit: '1001' }, { tracker_id: 'one' }, { cursor: 'x' }])(
    'are not listed by %j',
    async (query) => {
      const response = await server.request(
        { url: '/api/deliveries', query },
        server.keyWith('deliveries_read'),
      );
      expect(response.statusCode).toBe(400);
      expect(response.json().code).toBe('invalid_input');
    },
  );
});
