import { afterEach, beforeEach, expect, test } from 'vitest';
import { SealedSecrets } from '../access/sealed-secrets.ts';
import { OWNER_KEY, startTestServer, type TestServer } from '../testing/test-server.ts';

const VALUE = 's3cret-value-1';

let server: TestServer;
let sourceId: number;
beforeEach(async () => {
  server = await startTestServer();
  const body = { label: 'Van 1', device_id: 'van-1', model: 'ngp_generic' };
  sourceId = (await server.owner.createDevice({ body })).source.id;
});
afterEach(() => server.stop());

function telling() {
  const headers = [{ key: 'Authorization', value: 'Bearer {{secret.TOKEN}}' }];
  const body = '{"password": "{{secret.TOKEN}}", "token": {{speed}}}';
  const data = { title: 'Tell', url: 'https://hooks.fleet.internal/?key={{secret.TOKEN}}', headers, body };
  return {
    title: 'Tell',
    enabled: true,
    nodes: [
      { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [sourceId] } },
      { id: 2, type: 'webhook', data },
    ],
    edges: [{ from: 1, to: 2, type: 'simple_edge' as const }],
  };
}

const put = (value: string) => server.owner.putSecret({ params: { name: 'TOKEN' }, body: { value } });

test('a secret is listed by its name, and no answer holds its value', async () => {
  const answers = [
    await server.request({ method: 'PUT', url: '/api/secrets/TOKEN', payload: { value: VALUE } }, OWNER_KEY),
    await server.request({ method: 'GET', url: '/api/secrets' }, OWNER_KEY),
  ];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  expect(answers.map(({ body }) => body).join()).not.toContain(VALUE);
  expect((await server.owner.listSecrets()).list).toMatchObject([{ name: 'TOKEN', readable: true }]);
});

test('who added, replaced and deleted it is in the audit log, without its value', async () => {
  await put(VALUE);
  await put('another-value');
  await server.owner.deleteSecret({ params: { name: 'TOKEN' } });
  const { list } = server.storage.audit.list({ limit: 9 });
  const about = list.filter(({ target }) => target === 'secret TOKEN');
  expect(about.map(({ action, target }) => [action, target])).toEqual([
    ['secret.deleted', 'secret TOKEN'],
    ['secret.replaced', 'secret TOKEN'],
    ['secret.added', 'secret TOKEN'],
  ]);
  expect(JSON.stringify([list, server.logged])).not.toMatch(/s3cret-value|another-value/);
});

test.each([
  ['PUT', '/api/secrets/9a', { value: VALUE }, 400],
  ['PUT', '/api/secrets/TOKEN', { value: 'short' }, 400],
  ['PUT', '/api/secrets/TOKEN', { value: 'x'.repeat(4097) }, 400],
  ['DELETE', '/api/secrets/TOKEN', undefined, 404],
] as const)('%s %s is refused', async (method, url, payload, status) => {
  const response = await server.request({ method, url, ...(payload && { payload }) }, OWNER_KEY);
  expect(response.statusCode).toBe(status);
  expect(response.body).not.toContain(VALUE);
});

test('publishing warns of a secret that is missing, until it is there', async () => {
  const { id } = await server.owner.createFlow({ body: telling() });
  const before = await server.owner.publishFlow({ params: { id } });
  expect(before.problems).toMatchObject([
    { severity: 'warning', message: expect.stringContaining('the secret TOKEN, which does not exist') },
  ]);
  await put(VALUE);
  expect((await server.owner.publishFlow({ params: { id } })).problems).toEqual([]);
});

test('publishing warns of a secret that was sealed with another key', async () => {
  new SealedSecrets(server.storage.secrets, Buffer.alloc(32, 'x')).put('TOKEN', VALUE);
  const { id } = await server.owner.createFlow({ body: telling() });
  expect((await server.owner.publishFlow({ params: { id } })).problems).toMatchObject([
    { severity: 'warning', message: expect.stringContaining('cannot be opened with the key') },
  ]);
});

test('a webhook goes out with it, and nothing that is shown or stored has it', async () => {
  await put(VALUE);
  const { id } = await server.owner.createFlow({ body: telling() });
  await server.owner.publishFlow({ params: { id } });
  const failure = { retry: 'never', reason: 'HTTP 400' } as const;
  server.receiver.answer = { ok: false, failure, status: 400, body: `{"got":"${VALUE}"}` };
  await server.report(sourceId, { speed: 90 });
  expect(server.posted[0]?.request).toMatchObject({
    url: `https://hooks.fleet.internal/?key=${VALUE}`,
    headers: [{ value: `Bearer ${VALUE}` }, {}],
    body: `{"password": "${VALUE}", "token": 90}`,
  });
  const [delivery] = (await server.owner.listDeliveries()).list;
  const shown = await server.owner.getDelivery({ params: { id: delivery?.id ?? '' } });
  expect(shown.request).toMatchObject({
    url: 'https://hooks.fleet.internal/?key={{secret.TOKEN}}',
    headers: [{ value: 'Bearer {{secret.TOKEN}}' }, {}],
    body: '{"password": "{{secret.TOKEN}}", "token": "[hidden]"}',
  });
  const stored = server.storage.deliveries.get(shown.id);
  expect(stored?.response).toEqual({ status: 400, body: { got: '[secret TOKEN]' } });
  expect(JSON.stringify([shown, stored, server.logged])).not.toContain(VALUE);
});

test('a request that is changed before it is sent again takes its secrets where the new text says', async () => {
  await put(VALUE);
  const { id } = await server.owner.createFlow({ body: telling() });
  await server.owner.publishFlow({ params: { id } });
  server.receiver.answer = { ok: false, failure: { retry: 'never', reason: 'HTTP 400' } };
  await server.report(sourceId, { speed: 90 });
  const [rejected] = (await server.owner.listDeliveries()).list;
  server.receiver.answer = { ok: true, status: 200, body: null };
  const params = { id: rejected?.id ?? '' };
  const { request: shown } = await server.owner.getDelivery({ params });
  const [authorization] = shown?.headers ?? [];
  const headers = [{ key: 'X-New', value: '1' }, ...(authorization ? [authorization] : [])];
  const body = '{"moved": {"token": {{secret.TOKEN}}}}';
  const request = { url: shown?.url ?? '', headers, body };
  await server.owner.redriveDelivery({ params, body: { request } });
  await expect.poll(() => server.posted.length).toBe(2);
  expect(server.posted[1]?.request).toMatchObject({
    url: `https://hooks.fleet.internal/?key=${VALUE}`,
    headers: [{ value: '1' }, { value: `Bearer ${VALUE}` }],
    body: `{"moved": {"token": "${VALUE}"}}`,
  });
});

test('what is hidden in a body is not sent as it is shown', async () => {
  const flow = telling();
  const { id } = await server.owner.createFlow({ body: flow });
  await server.owner.publishFlow({ params: { id } });
  await server.report(sourceId, { speed: 90 });
  const [rejected] = (await server.owner.listDeliveries()).list;
  const params = { id: rejected?.id ?? '' };
  const body = { request: { url: 'https://example.com/', headers: [], body: '{"token": "[hidden]"}' } };
  await expect(server.owner.redriveDelivery({ params, body })).rejects.toThrow('write out what is hidden');
});
