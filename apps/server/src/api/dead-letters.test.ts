import type { DeviceCommand } from '@signalbox/api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
let device: { readonly id: number; readonly source: { readonly id: number } };
beforeEach(async () => {
  server = await startTestServer();
  device = await server.owner.createDevice({
    body: { label: 'Van 1', device_id: 'van-1', model: 'ngp_generic' },
  });
});
afterEach(() => server.stop());

const MINUTES = 60_000;
const HEADERS = [
  { key: 'Authorization', value: 'Bearer secret' },
  { key: 'X-Site', value: 'yard' },
];

/** A flow that tells and switches at every record. */
async function publishFlow(action: object = {}): Promise<number> {
  const { id } = await server.owner.createFlow({
    body: {
      title: 'Alarm',
      enabled: true,
      nodes: [
        { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [device.source.id] } },
        {
          id: 2,
          type: 'webhook',
          data: {
            title: 'Tell',
            url: 'https://example.com/alarm',
            headers: HEADERS,
            retry: { max_attempts: 1 },
          },
        },
        {
          id: 3,
          type: 'action',
          data: { title: 'On', ...action, actions: [{ type: 'set_output', number: 1, value: true }] },
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

/** Ends both of a record's deliveries without success: the webhook exhausted, the command expired. */
async function twoDeadLetters(action?: object): Promise<{ webhook: string; command: string }> {
  server.receiver.answer = { ok: false, failure: { retry: 'later', reason: 'HTTP 503' } };
  await publishFlow(action);
  await server.report(device.source.id, { speed: 50 });
  server.clock.advance(3 * MINUTES);
  await expect.poll(async () => (await dead()).length).toBe(2);
  const list = await dead();
  server.receiver.answer = { ok: true, status: 200, body: null };
  const idOf = (kind: string): string => list.find((one) => one.kind === kind)?.id ?? '';
  return { webhook: idOf('webhook'), command: idOf('command') };
}

const dead = async () => (await server.owner.listDeliveries({ query: { dead: 'true' } })).list;
const stateOf = async (id: string) => (await server.owner.getDelivery({ params: { id } })).state;
const actions = () => server.storage.audit.list({ limit: 9 }).list.map(({ action }) => action);

describe('dead letters', () => {
  test('are those that ended without success, with the reason', async () => {
    const { webhook, command } = await twoDeadLetters();
    expect(await dead()).toMatchObject([
      { id: command, state: 'expired' },
      { id: webhook, state: 'exhausted', reason: 'Gave up after 1 attempt. HTTP 503' },
    ]);
  });

  test('are sent again all at once, and the answer says which ones not and why', async () => {
    const { webhook, command } = await twoDeadLetters();
    server.online.add(device.source.id);
    const answer = await server.owner.redriveDeliveries({ body: { ids: [command, webhook, 'missing'] } });
    expect(answer.redriven.map(({ id }) => id)).toEqual([webhook, command]);
    expect(answer.refused).toEqual([
      { id: 'missing', code: 'not_found', reason: 'Delivery missing does not exist.' },
    ]);
    expect(await dead()).toEqual([]);
    expect(actions()).toContain('deliveries.redriven');
    await expect(server.owner.redriveDelivery({ params: { id: command } })).rejects.toThrow('already, as ');
  });

  test('are sent again by a filter', async () => {
    const { webhook, command } = await twoDeadLetters();
    const answer = await server.owner.redriveDeliveries({ body: { filter: { host: 'example.com' } } });
    expect(answer).toEqual({ redriven: [{ id: webhook, as: webhook }], refused: [], next_cursor: null });
    expect((await dead()).map(({ id }) => id)).toEqual([command]);
  });

  test('are discarded, and stay in the history', async () => {
    const { webhook, command } = await twoDeadLetters();
    expect(await server.owner.discardDeliveries({ body: { filter: {} } })).toEqual({
      discarded: 2,
      next_cursor: null,
    });
    expect(await dead()).toEqual([]);
    expect(await server.owner.getDelivery({ params: { id: webhook } })).toMatchObject({
      state: 'exhausted',
      discarded_at: expect.any(String),
    });
    expect(await server.owner.redriveDeliveries({ body: { ids: [command] } })).toMatchObject({
      refused: [{ code: 'conflict', reason: 'The delivery was discarded.' }],
    });
    expect(actions()[0]).toBe('deliveries.redriven');
  });
});

describe('a command that is sent again', () => {
  test('by two at once is asked for once', async () => {
    const { command } = await twoDeadLetters();
    server.online.add(device.source.id);
    const both = [1, 2].map(() => server.owner.redriveDelivery({ params: { id: command } }));
    const ids = (await Promise.allSettled(both)).flatMap((one) =>
      one.status === 'fulfilled' ? [one.value.id] : [],
    );
    expect(new Set(ids).size).toBe(1);
    expect(server.sent).toHaveLength(1);
  });

  test('waits for its guard as if it were asked for now, with a new time to live', async () => {
    const { command } = await twoDeadLetters({ guard: 'speed < 5' });
    server.online.add(device.source.id);
    const again = await server.owner.redriveDelivery({ params: { id: command } });
    expect(again.state).toBe('guarded');
    expect(server.sent).toEqual([]);
    expect(Date.parse(again.expires_at) - server.clock.now()).toBe(2 * MINUTES);
    expect(await server.owner.getDelivery({ params: { id: again.id } })).toMatchObject({
      guard: 'speed < 5',
    });
  });

  test.each<[string, DeviceCommand]>([
    ['the opposite', { type: 'set_output', output: 1, value: false }],
    ['the same', { type: 'set_output', output: 1, value: true }],
  ])('is refused when %s was asked for since', async (_, newer) => {
    const { command } = await twoDeadLetters();
    server.online.add(device.source.id);
    await server.owner.sendCommand({ params: { id: device.id }, body: newer });
    await expect(server.owner.redriveDelivery({ params: { id: command } })).rejects.toThrow(
      'the same or the opposite since',
    );
  });

  test('needs the right to command devices, and cannot be changed', async () => {
    const { webhook, command } = await twoDeadLetters();
    const clerk = server.client(server.keyWith('deliveries_write'));
    expect(await clerk.redriveDeliveries({ body: { ids: [command, webhook] } })).toMatchObject({
      redriven: [{ id: webhook }],
      refused: [{ id: command, code: 'forbidden' }],
    });
    const request = { url: 'https://example.com/', headers: [], body: null };
    await expect(
      server.owner.redriveDelivery({ params: { id: command }, body: { request } }),
    ).rejects.toThrow('A command cannot be changed');
  });
});

describe('a webhook that is changed before it is sent again', () => {
  const edited = (url: string, headers: readonly { key: string; value: string }[], body = '{"fixed":1}') => ({
    request: { url, headers: [...headers], body },
  });
  const SHOWN = [{ key: 'Authorization', value: '[hidden]' }];

  test('keeps its key, and the hidden values for the same receiver', async () => {
    const { webhook } = await twoDeadLetters();
    const body = edited('https://example.com/other', SHOWN);
    await server.owner.redriveDelivery({ params: { id: webhook }, body });
    await expect.poll(() => stateOf(webhook)).toBe('delivered');
    expect(server.posted.at(-1)).toMatchObject({
      id: webhook,
      request: {
        url: 'https://example.com/other',
        headers: [{ key: 'Authorization', value: 'Bearer secret' }],
        body: '{"fixed":1}',
      },
    });
  });

  test('never takes hidden values to another receiver', async () => {
    const { webhook } = await twoDeadLetters();
    const body = edited('https://elsewhere.test/', SHOWN);
    await expect(server.owner.redriveDelivery({ params: { id: webhook }, body })).rejects.toThrow(
      'The receiver is another one',
    );
  });

  test.each([
    ['a header that had none', 'https://example.com/', [{ key: 'X-New', value: '[hidden]' }]],
    ['a changed address', 'https://example.com/?key=[hidden]&x=1', []],
  ])('refuses to guess what is hidden in %s', async (_, url, headers) => {
    const { webhook } = await twoDeadLetters();
    const failure = server.owner.redriveDelivery({ params: { id: webhook }, body: edited(url, headers) });
    await expect(failure).rejects.toMatchObject({ problem: { status: 400 } });
  });

  test('needs the right to publish flows', async () => {
    const { webhook } = await twoDeadLetters();
    const clerk = server.client(server.keyWith('deliveries_write'));
    const body = edited('https://example.com/', []);
    await expect(clerk.redriveDelivery({ params: { id: webhook }, body })).rejects.toMatchObject({
      problem: { code: 'forbidden' },
    });
  });
});

test('the story of a command that failed twice, waited for its device and was confirmed', async () => {
  const { source } = device;
  await publishFlow({ guard: 'speed < 5', ttl_s: 3600 });
  server.online.add(source.id);
  server.link.answer = async () => ({ retry: 'later', reason: 'The link is busy' });
  await server.report(source.id, { speed: 3, output_status: 0 });
  await server.runtime.attributes(source.id);
  const { list } = await server.owner.listDeliveries({ query: { kind: 'command' } });
  const id = list[0]?.id ?? '';
  const story = async () => (await server.owner.getDelivery({ params: { id } })).timeline;
  await expect.poll(() => stateOf(id)).toBe('backing_off');
  server.clock.advance(MINUTES);
  await expect
    .poll(async () => (await story()).filter(({ state }) => state === 'backing_off'))
    .toHaveLength(2);
  server.link.answer = async () => null;
  server.online.delete(source.id);
  server.runtime.ingress.linkChanged(source.id, false);
  server.clock.advance(MINUTES);
  await expect.poll(() => stateOf(id)).toBe('waiting_for_device');
  server.online.add(source.id);
  server.runtime.ingress.linkChanged(source.id, true);
  await expect.poll(() => stateOf(id)).toBe('awaiting_reply');
  server.runtime.ingress.replied(source.id, { deliveryId: id, status: 'done', text: 'OK' });
  await expect.poll(() => stateOf(id)).toBe('confirming');
  server.clock.advance(1000);
  await server.report(source.id, { speed: 2, output_status: 1 });

  const steps = await story();
  expect(steps.map(({ state, attempts }) => `${state} ${attempts}`)).toEqual([
    'sending 1',
    'backing_off 1',
    'sending 2',
    'backing_off 2',
    'waiting_for_device 2',
    'sending 3',
    'awaiting_reply 3',
    'confirming 3',
    'confirmed 3',
  ]);
  expect(steps[0]?.guard).toEqual([
    { depth: 0, text: 'speed < 5', value: true },
    { depth: 1, text: 'speed', value: 3 },
    { depth: 1, text: '5', value: 5 },
  ]);
  expect(steps[1]).toMatchObject({ reason: 'The link is busy', retry_at: expect.any(String) });
  expect(steps[4]).toMatchObject({ reason: 'The device is not connected' });
  expect(steps[7]).toMatchObject({ answer: { status: 'done', text: 'OK' } });
  expect(steps[8]).toMatchObject({
    proof: {
      message_time: new Date(server.clock.now()).toISOString(),
      attribute: 'output_status',
      value: 1,
    },
  });
});
