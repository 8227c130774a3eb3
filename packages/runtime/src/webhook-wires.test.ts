import { expect, test } from 'vitest';
import type { WebhookResult } from './ports.ts';
import { flow, RuntimeDriver } from './testing/runtime-driver.ts';

const TRAILER = 2;

/** Asks a receiver; by its answer tells one thing or another. */
const asking = flow(7, {
  title: 'Ask dispatch',
  nodes: [
    { id: 1, type: 'data_source', data: { title: 'Trailers', source_ids: [TRAILER] } },
    {
      id: 2,
      type: 'webhook',
      data: { title: 'Ask', url: 'https://ask.test/', retry: { max_attempts: 1 } },
    },
    {
      id: 3,
      type: 'logic',
      data: { title: 'Known?', name: 'known', condition: "response('order.id') > 5" },
    },
    {
      id: 4,
      type: 'webhook',
      data: {
        title: 'Known',
        url: 'https://known.test/{{response.order.id}}',
        body: '{"status": {{response_status}}, "first": {{response.order.lines}}}',
      },
    },
    { id: 5, type: 'webhook', data: { title: 'Unknown', url: 'https://unknown.test/' } },
    {
      id: 6,
      type: 'webhook',
      data: { title: 'Failed', url: 'https://failed.test/{{response_status}}/{{response.error}}' },
    },
  ],
  edges: [
    { from: 1, to: 2 },
    { from: 2, to: 3, type: 'success_edge' },
    { from: 3, to: 4, type: 'then_edge' },
    { from: 3, to: 5, type: 'else_edge' },
    { from: 2, to: 6, type: 'failure_edge' },
  ],
});

async function answeredBy(answer: WebhookResult): Promise<RuntimeDriver> {
  const driver = new RuntimeDriver([asking]);
  driver.answerWebhook = async ({ request }) =>
    request.url.startsWith('https://ask.test') ? answer : { ok: true, status: 200, body: null };
  await driver.report(TRAILER, { door: true, response: 'an attribute of this name' });
  return driver;
}

const urls = (driver: RuntimeDriver): string[] => driver.posted.map(({ spec }) => spec.request.url);

test('status and JSON of the answer are there behind the success wire', async () => {
  const driver = await answeredBy({ ok: true, status: 201, body: '{"order":{"id":17,"lines":["a"]}}' });
  expect(urls(driver)).toEqual(['https://ask.test/', 'https://known.test/17']);
  expect(driver.posted[1]?.spec.request.body).toBe('{"status": 201, "first": ["a"]}');
});

test.each([
  ['a smaller id', '{"order":{"id":3}}', ['https://ask.test/', 'https://unknown.test/']],
  ['no such field', '{"id":17}', ['https://ask.test/']],
  ['no JSON', 'order 17', ['https://ask.test/']],
  ['no body', null, ['https://ask.test/']],
])('an answer with %s is decided as any other value', async (_what, body, expected) => {
  expect(urls(await answeredBy({ ok: true, status: 200, body }))).toEqual(expected);
});

test.each([
  [{ status: 422, body: '{"error":"closed"}' }, 'https://failed.test/422/closed'],
  [{}, 'https://failed.test//'],
])('so it is behind the failure wire: %j', async (answer, expected) => {
  const failure = { retry: 'never', reason: 'HTTP 422' } as const;
  expect(urls(await answeredBy({ ok: false, failure, ...answer }))[1]).toBe(expected);
});

test('outside of such runs there is no answer', async () => {
  const driver = new RuntimeDriver([
    flow(8, {
      title: 'Tell',
      nodes: [
        { id: 1, type: 'data_source', data: { title: 'Trailers', source_ids: [TRAILER] } },
        {
          id: 2,
          type: 'webhook',
          data: { title: 'T', url: 'https://a.test/{{response}}/{{response_status}}' },
        },
      ],
      edges: [{ from: 1, to: 2 }],
    }),
  ]);
  await driver.report(TRAILER, { response: 'own' });
  expect(urls(driver)).toEqual(['https://a.test/own/']);
});

test('an answer outlives the process that got it', async () => {
  const driver = await answeredBy({ ok: true, status: 200, body: '{"order":{"id":17}}' });
  const next = await driver.restart();
  const [asked] = [...next.store.all.values()];
  expect(asked?.response).toEqual({ status: 200, body: { order: { id: 17 } } });
});
