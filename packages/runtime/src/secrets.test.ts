import type { WebhookSpec } from '@signalbox/delivery';
import { compileTemplate, requestTexts } from '@signalbox/expression';
import { expect, test } from 'vitest';
import { readyWebhook } from './secrets.ts';
import { NOON, RuntimeDriver } from './testing/runtime-driver.ts';

const RETRY = { max_attempts: 5, first_delay_s: 1, factor: 2, max_delay_s: 60, jitter: false };

/** A webhook whose parts are rendered as a flow does, with `x` for every value. */
function webhook(body: string, request: Partial<WebhookSpec['request']> = {}, x = 'van'): WebhookSpec {
  const texts = requestTexts({
    url: compileTemplate('https://example.com/{{secret.PATH}}?k={{secret.PATH}}', 'url').render(() => x),
    headers: [
      { key: 'X-Van', value: compileTemplate('{{x}}', 'header').render(() => x) },
      { key: 'Authorization', value: compileTemplate('Bearer {{secret.TOKEN}}', 'header').render(() => x) },
    ],
    body: compileTemplate(body, 'json').render(() => x),
  });
  return {
    kind: 'webhook',
    id: 'w1',
    origin: null,
    retry: RETRY,
    createdAt: NOON,
    expiresAt: NOON + 600_000,
    request: { method: 'POST', timeoutMs: 5000, ...texts, ...request },
  };
}

const vault = new Map([
  ['TOKEN', 'tok"en-1'],
  ['PATH', 'a/b c'],
  ['SIGN', 'whsec_abc'],
]);

test('secrets are put in escaped for their places, and only there', () => {
  const ready = readyWebhook(webhook('{"t": {{secret.TOKEN}}, "v": {{x}}}', {}, '{{secret.TOKEN}}'), vault);
  expect(ready).toMatchObject({
    signingKey: null,
    spec: {
      request: {
        url: 'https://example.com/a%2Fb%20c?k=a%2Fb%20c',
        headers: [
          { key: 'X-Van', value: '{{secret.TOKEN}}' },
          { key: 'Authorization', value: 'Bearer tok"en-1' },
        ],
        body: '{"t": "tok\\"en-1", "v": "{{secret.TOKEN}}"}',
      },
    },
  });
});

test('what went out is hidden in what comes back, however it is spelled', () => {
  const ready = readyWebhook(webhook('{}', { sign: 'SIGN' }), vault);
  if (typeof ready === 'string') throw new Error(ready);
  expect(ready.signingKey).toBe('whsec_abc');
  expect(ready.hide('tok"en-1 tok\\"en-1 tok%22en-1 a/b c a%2Fb%20c a%2Fb+c whsec_abc other')).toBe(
    '[secret TOKEN] [secret TOKEN] [secret TOKEN] [secret PATH] [secret PATH] [secret PATH] [secret SIGN] other',
  );
});

test.each([
  [
    'a secret that is not there',
    webhook('{{secret.MISSING}}'),
    'There is no secret MISSING that can be read',
  ],
  ['a signing secret that is not there', webhook('{}', { sign: 'GONE' }), 'There is no secret GONE'],
  ['a body that was changed since', webhook('{{secret.TOKEN}}', { body: 'x' }), 'The request was changed'],
])('%s: it does not go out', (_what, spec, reason) => {
  expect(readyWebhook(spec, vault)).toContain(reason);
});

test('the store, live events and reasons never hold a value', async () => {
  const driver = new RuntimeDriver([]);
  driver.secrets.set('TOKEN', 's3cret-token').set('PATH', 's3cret-path');
  driver.answerWebhook = async ({ request }) => ({
    ok: false,
    failure: { retry: 'later', reason: `HTTP 500 for ${request.url}` },
    status: 500,
    body: JSON.stringify({ echo: request.headers[1]?.value }),
  });
  const commits: string[] = [];
  driver.store.beforeCommit = (commit) => commits.push(JSON.stringify(commit.deliveries));
  void driver.runtime.request(webhook('{"t": "{{secret.TOKEN}}"}'));
  await driver.settle();
  expect(driver.posted[0]?.spec.request.body).toBe('{"t": "s3cret-token"}');
  expect(commits.join('\n')).not.toContain('s3cret');
  expect(driver.store.inState('backing_off')).toMatchObject([
    {
      reason: 'HTTP 500 for https://example.com/[secret PATH]?k=[secret PATH]',
      response: { status: 500, body: { echo: 'Bearer [secret TOKEN]' } },
      spec: { request: { body: '{"t": "{{secret.TOKEN}}"}' } },
    },
  ]);
});

test('a new value counts from the next attempt on', async () => {
  const driver = new RuntimeDriver([]);
  driver.secrets.set('TOKEN', 'first').set('PATH', 'path');
  driver.answerWebhook = async () => ({ ok: false, failure: { retry: 'later', reason: 'HTTP 401' } });
  void driver.runtime.request(webhook('{}'));
  await driver.settle();
  driver.secrets.set('TOKEN', 'second');
  await driver.advance(2000);
  const sent = driver.posted.map(({ spec }) => spec.request.headers[1]?.value);
  expect(sent).toEqual(['Bearer first', 'Bearer second']);
});

test('a missing secret is rejected with its reason, and nothing goes out', async () => {
  const driver = new RuntimeDriver([]);
  void driver.runtime.request(webhook('{}'));
  await driver.settle();
  expect(driver.posted).toEqual([]);
  expect(driver.store.inState('rejected').map(({ reason }) => reason)).toEqual([
    'There is no secret PATH that can be read; set it in the settings and send this again',
  ]);
});
