import { describe, expect, test } from 'vitest';
import type { WebhookRequest } from '@signalbox/flow';
import { describeNode } from '../testing/describe-node.ts';
import { examplesIn } from '../testing/example.ts';
import { FakeSource, TEST_TIME } from '../testing/fake-context.ts';
import type { FakeWorld } from '../testing/fake-context.ts';
import { definition } from './definition.ts';
import { runtime } from './runtime.ts';

describeNode(definition, runtime, examplesIn(import.meta.dirname));

const base = { title: 'T', url: 'https://hooks.fleet.internal/in' };
const json = { key: 'Content-Type', value: 'application/json' };

function request(data: object, world: FakeWorld = {}): WebhookRequest | undefined {
  const context = new FakeSource().nextRun(world);
  runtime.prepare(definition.schema.parse({ ...base, ...data }))(context);
  const [effect] = context.effects;
  return effect?.kind === 'webhook' ? effect.request : undefined;
}

function check(data: object): readonly unknown[] {
  return definition.check?.(definition.schema.parse({ ...base, ...data })) ?? [];
}

describe('webhook', () => {
  test('needs a title and a URL only', () => {
    expect(request({})).toEqual({
      method: 'POST',
      url: base.url,
      headers: [],
      body: null,
      timeoutMs: 10_000,
    });
  });

  test.each([
    ['an object without a content type', [], '{"a": 1}', [json]],
    ['a list without a content type', null, ' [1]', [json]],
    ['a named content type', [{ key: 'content-type', value: 'application/vnd.x+json' }], '{"a": 1}', null],
    ['text', [], 'hello', []],
    ['a bare tag', [], '{{speed}}', []],
    ['no body', [], null, []],
  ])('with %s sends the headers it should', (_what, headers, body, expected) => {
    expect(request({ headers, body })?.headers).toEqual(expected ?? headers);
  });

  test.each([
    ['JSON', [], '{"t": "{{t}}"}', '{"t": "a\\"&b"}'],
    ['JSON by its type', [{ key: 'Content-Type', value: 'application/json' }], '{{t}}', '"a\\"&b"'],
    ['text', [], 't is {{t}}', 't is a"&b'],
  ])('escapes values for %s', (_what, headers, body, expected) => {
    expect(request({ headers, body }, { attributes: { t: 'a"&b' } })?.body).toBe(expected);
  });

  test('escapes values in the URL and in headers', () => {
    const headers = [{ key: 'X-Name', value: 'is {{t}}' }];
    const made = request(
      { url: 'https://example.com/{{t}}?q={{t}}', headers },
      { attributes: { t: 'a/b\r\nc' } },
    );
    expect(made?.url).toBe('https://example.com/a%2Fb%0D%0Ac?q=a%2Fb%0D%0Ac');
    expect(made?.headers).toEqual([{ key: 'X-Name', value: 'is a/bc' }]);
  });

  test.each([
    ['{{device_id}}', '350000000000007'],
    ['{{device_label}}', 'Van 7'],
    ['{{model}}', 'fmb920'],
    ['{{message_time}}', '2026-03-02T07:59:00.000Z'],
    ['{{server_time}}', '2026-03-02T08:00:00.000Z'],
    ['{{late}}', 'false'],
    ['{{speed}}', '42'],
    ['{{missing}}', ''],
  ])('%s is %s', (body, expected) => {
    const world = { attributes: { speed: 42, model: 'not this' }, messageTime: TEST_TIME - 60_000 };
    expect(request({ body }, world)?.body).toBe(expected);
  });

  test.each([
    ['live', 'false'],
    ['delayed', 'true'],
    ['late', 'true'],
  ] as const)('marks a %s message late: %s', (timeliness, expected) => {
    expect(request({ body: '{{late}}' }, { timeliness })?.body).toBe(expected);
  });

  test('a delivery’s outcome has no message time', () => {
    const outcome = { deliveryId: 'd', succeeded: true, state: 'confirmed', reason: null };
    expect(request({ body: '{"at": {{message_time}}}' }, { outcome })?.body).toBe('{"at": null}');
  });

  test('a GET goes without its body and says so', () => {
    const data = { method: 'GET', body: '{"a": 1}' };
    expect(request(data)).toMatchObject({ method: 'GET', body: null, headers: [] });
    expect(check(data)).toMatchObject([{ severity: 'warning', path: 'body' }]);
  });

  test.each([false, true])('runs for late messages when allow_late is %j', (allowLate) => {
    expect(runtime.acceptsLate?.(definition.schema.parse({ ...base, allow_late: allowLate }))).toBe(
      allowLate,
    );
  });

  test.each([
    ['no URL', { url: undefined }],
    ['a URL without http', { url: 'ftp://example.com' }],
    ['a header name with a line break', { headers: [{ key: 'X\r\nY', value: '' }] }],
    ['eleven headers', { headers: Array.from({ length: 11 }, () => json) }],
    ['a body of 4,001 characters', { body: 'x'.repeat(4001) }],
    ['a timeout of 61 s', { timeout_s: 61 }],
    ['a timeout of 0 s', { timeout_s: 0 }],
  ])('refuses %s', (_what, data) => {
    expect(definition.schema.safeParse({ ...base, ...data }).success).toBe(false);
  });

  test.each([
    ['a host that a value chooses', { url: 'https://{{host}}/in' }, 'error', 'url'],
    ['an unfinished tag in a header', { headers: [{ key: 'X', value: '{{a' }] }, 'error', 'headers[0].value'],
    ['a body that is never JSON', { body: '{"a": }' }, 'error', 'body'],
    ['a forbidden name', { body: 'is {{__proto__}}' }, 'error', 'body'],
    [
      'a credential in a header',
      { headers: [{ key: 'X-Api-Key', value: 'k3y' }] },
      'warning',
      'headers[0].value',
    ],
    ['a credential in the URL', { url: 'https://hooks.fleet.internal/?token=abc' }, 'warning', 'url'],
    [
      'a chat hook that is written out',
      { url: 'https://hooks.slack.com/services/T0/B0/x1y2z3' },
      'warning',
      'url',
    ],
    ['an address that nobody filled in', { url: 'https://fill-in.invalid/chat' }, 'warning', 'url'],
    ['an address for examples', { url: 'http://Dispatch.Example.com:81/{{device_id}}' }, 'warning', 'url'],
    ['a name for tests', { url: 'https://a.test' }, 'warning', 'url'],
    ['a password in the body', { body: '{"password": "pw"}' }, 'warning', 'body'],
    ['a header without a value', { headers: [{ key: 'X', value: '' }] }, 'warning', 'headers[0].value'],
  ])('says what is wrong with %s', (_what, data, severity, path) => {
    expect(check(data)).toMatchObject([{ severity, path }]);
  });

  test.each([
    { headers: [{ key: 'Authorization', value: 'Bearer {{secret.TOKEN}}' }] },
    { url: 'https://hooks.fleet.internal/?token={{secret.TOKEN}}' },
    { url: 'https://hooks.slack.com/services/T0/B0/{{secret.SLACK}}' },
    { body: '{"password": "{{secret.PW}}", "token": {{driver_token}}}' },
  ])('has nothing against a reference: %j', (data) => {
    expect(check(data)).toEqual([]);
  });

  test.each(['https://example.fleet.internal/', 'https://myexample.com/', 'https://a.io/?to=x.invalid'])(
    'does not take %s for an example',
    (url) => {
      expect(check({ url })).toEqual([]);
    },
  );

  test('names the secrets that it refers to, and leaves their places open', () => {
    const data = {
      url: 'https://example.com/{{secret.PATH}}',
      headers: [{ key: 'Authorization', value: 'Bearer {{secret.TOKEN}}' }],
      body: '{"t": {{secret.TOKEN}}}',
      sign: 'SIGN',
      gzip: true,
    };
    expect(definition.secrets?.(definition.schema.parse({ ...base, ...data }))).toEqual([
      'PATH',
      'TOKEN',
      'SIGN',
    ]);
    expect(request(data)).toMatchObject({
      url: 'https://example.com/{{secret.PATH}}',
      sign: 'SIGN',
      gzip: true,
      secrets: [
        { part: 'url', name: 'PATH', at: 20, escape: 'url_path' },
        { part: 0, name: 'TOKEN', at: 7, escape: 'header' },
        { part: 'body', name: 'TOKEN', at: 6, escape: 'json_value' },
      ],
    });
  });

  test('reads the attributes of all its templates', () => {
    const data = {
      url: 'https://example.com/{{a}}',
      headers: [{ key: 'X', value: '{{b}}' }],
      body: '{{c}} {{late}}',
    };
    expect(definition.reads?.(definition.schema.parse({ ...base, ...data }))).toEqual(['a', 'b', 'c']);
  });
});

describe('an exported webhook', () => {
  test.each([
    ['Authorization', 'Bearer abc', ''],
    ['X-Api-Key', 'abc', ''],
    ['Cookie', 'sid=1', ''],
    ['X-Fleet', 'north', 'north'],
    ['Authorization', 'Bearer {{secret.TOKEN}}', 'Bearer {{secret.TOKEN}}'],
  ])('shows the header %s: %s as "%s"', (key, value, expected) => {
    const shown = definition.withoutSecrets?.({ ...base, headers: [{ key, value }] });
    expect(shown).toEqual({ ...base, headers: [{ key, value: expected }] });
  });

  test('has no user name, password or token in its URL', () => {
    const url = 'https://me:pw@example.com/in?token=abc&unit=km&api_key=x#frag';
    expect(definition.withoutSecrets?.({ url })).toEqual({
      url: 'https://example.com/in?token=&unit=km&api_key=#frag',
    });
  });

  test.each([{}, { url: 7, headers: 'none' }, { headers: [null, 'x', { key: 1 }] }])(
    'keeps data that is no webhook: %j',
    (data) => {
      expect(definition.withoutSecrets?.(data)).toEqual(data);
    },
  );
});
