import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { OWNER_KEY } from '../testing/test-server.ts';
import { codeOf, type PlatformDriver, startPlatform } from '../testing/platform-driver.ts';

let platform: PlatformDriver;
beforeEach(async () => {
  platform = await startPlatform();
});
afterEach(() => platform.server.stop());

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const set = { output: 1, enable: true };

describe('a call', () => {
  test.each(['/v2/tracker/output/set', '/v2/tracker/output/set/', '/api-v2/tracker/output/set/'])(
    'is at %s',
    async (url) => {
      const { id } = platform.device();
      const payload = { hash: OWNER_KEY, tracker_id: id, ...set };
      expect((await platform.request({ method: 'POST', url, payload })).text).toBe('{"success":true}');
      const query = `hash=${OWNER_KEY}&output=1&enable=true&tracker_id=${id}`;
      expect((await platform.request({ url: `${url}?${query}` })).text).toBe('{"success":true}');
    },
  );

  test('takes a form with lists and objects as JSON text', async () => {
    const { id } = platform.device();
    const values = [true, false, true, false, true, false, true, false];
    const form = new URLSearchParams({
      hash: OWNER_KEY,
      tracker_id: String(id),
      outputs: JSON.stringify(values),
    });
    const url = '/v2/tracker/output/set_all';
    const answer = await platform.request({ method: 'POST', url, headers: FORM, payload: form.toString() });
    expect(answer.text).toBe('{"success":true}');
    expect(platform.server.sent[0]?.command).toEqual({ type: 'set_outputs', values });

    const output_control = { name: 'ä&=', type: 'hardware', config: { command: 'a=b&c', reliable: false } };
    const create = new URLSearchParams({
      hash: OWNER_KEY,
      tracker_id: String(id),
      output_control: JSON.stringify(output_control),
    });
    const created = await platform.request({ url: `/v2/tracker/output_control/create?${create.toString()}` });
    expect(created.body['value']).toEqual({ id: 1, ...output_control });
  });

  test.each(['', 'application/json; charset=utf-8', 'APPLICATION/JSON'])('takes JSON as %j', async (type) => {
    const headers = type === '' ? {} : { 'content-type': type };
    const payload = Buffer.from(JSON.stringify({ hash: OWNER_KEY }));
    const answer = await platform.request({ method: 'POST', url: '/v2/tracker/list', headers, payload });
    expect(answer.body.success).toBe(true);
  });

  test('takes parameters from the query beside a body, whose own go first', async () => {
    const { id } = platform.device();
    const url = `/v2/tracker/output/set?hash=${'x'.repeat(32)}&tracker_id=${id}&output=7`;
    const answer = await platform.request({ method: 'POST', url, payload: { hash: OWNER_KEY, ...set } });
    expect(answer.text).toBe('{"success":true}');
    expect(platform.server.sent[0]?.command).toMatchObject({ output: 1 });
  });

  test('answers JSON, whatever is asked', async () => {
    for (const url of ['/v2/tracker/list', '/v2/nothing', `/v2/tracker/list?hash=${OWNER_KEY}`]) {
      const response = await platform.server.request({ url });
      expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    }
  });

  test('adds nothing to an answer', async () => {
    const { id } = platform.device();
    const answer = await platform.call('tracker/output/set', { tracker_id: id, ...set });
    expect(Object.keys(answer.body)).toEqual(['success']);
    const { list } = await platform.server.owner.listDeliveries({ query: { tracker_id: id } });
    expect(list).toMatchObject([{ state: 'awaiting_reply', summary: 'output 1 on' }]);
  });
});

describe('an address', () => {
  test.each([
    '/v2',
    '/v2/',
    '/v2/tracker',
    '/v2/tracker/nothing',
    '/api-v2/tracker//list',
    '/v2/constructor',
  ])('%s that no call has is error 111', async (url) => {
    for (const method of ['GET', 'POST', 'PUT'] as const) {
      const answer = await platform.request({ method, url });
      expect(answer.body).toEqual({ success: false, status: { code: 111, description: 'Wrong handler' } });
      expect(answer.status).toBe(400);
    }
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const)('by %s is error 112', async (method) => {
    const answer = await platform.request({ method, url: `/v2/tracker/list?hash=${OWNER_KEY}` });
    expect(codeOf(answer)).toBe(112);
  });

  test('is not called by HEAD', async () => {
    const { id } = platform.device();
    const query = `hash=${OWNER_KEY}&output=1&enable=true&tracker_id=${id}`;
    const response = await platform.server.request({
      method: 'HEAD',
      url: `/v2/tracker/output/set?${query}`,
    });
    expect(response.statusCode).toBe(400);
    expect(platform.server.sent).toEqual([]);
  });
});

describe('a body', () => {
  const url = '/v2/tracker/list';

  test.each([
    [`{"hash":"${OWNER_KEY}",}`, /position \d+/],
    ['{"hash":', /position 8/],
    ['{hash}', /position 1/],
  ])('of broken JSON %s is error 7 with the position', async (payload, place) => {
    const answer = await platform.request({ method: 'POST', url, headers: JSON_TYPE, payload });
    expect(answer.body).toMatchObject({
      status: { code: 7 },
      errors: [{ parameter: 'body', error: expect.stringMatching(place) }],
    });
  });

  test.each(['[]', '"text"', 'null', '5'])('of %s is error 5', async (payload) => {
    expect(codeOf(await platform.request({ method: 'POST', url, headers: JSON_TYPE, payload }))).toBe(5);
  });

  test('of another type is error 5', async () => {
    const headers = { 'content-type': 'text/xml' };
    expect(codeOf(await platform.request({ method: 'POST', url, headers, payload: '<a/>' }))).toBe(5);
  });

  test('of more than 1 MiB is error 9', async () => {
    const payload = JSON.stringify({ hash: OWNER_KEY, more: 'x'.repeat(1024 * 1024) });
    const answer = await platform.request({ method: 'POST', url, headers: JSON_TYPE, payload });
    expect(answer.body).toEqual({ success: false, status: { code: 9, description: 'Too large request' } });
    expect(answer.status).toBe(412);
  });

  test.each([
    ['nested without end', `{"hash":"${OWNER_KEY}","a":${'['.repeat(5000)}${']'.repeat(5000)}}`],
    ['that would change a prototype', `{"hash":"${OWNER_KEY}","__proto__":{"success":false}}`],
  ])('%s is error 7', async (_, payload) => {
    const answer = await platform.request({ method: 'POST', url, headers: JSON_TYPE, payload });
    expect(answer.body).toMatchObject({ status: { code: 7 }, errors: [{ parameter: 'body' }] });
  });

  test('with a parameter given twice is error 7', async () => {
    const answer = await platform.request({ url: `${url}?hash=${OWNER_KEY}&hash=${OWNER_KEY}` });
    expect(answer.body).toMatchObject({ status: { code: 7 }, errors: [{ parameter: 'hash' }] });
  });
});

describe('a credential', () => {
  const url = '/v2/tracker/list';

  test.each(['NVX', 'nvx', 'Bearer'])('stands in the header as %s', async (scheme) => {
    const headers = { authorization: `${scheme} ${OWNER_KEY}` };
    expect((await platform.request({ url, headers })).body.success).toBe(true);
  });

  test.each([`NVX${OWNER_KEY}`, `NVX: ${OWNER_KEY}`, 'NVX', 'NVX '])('is not "%s"', async (authorization) => {
    const answer = await platform.request({
      url: `${url}?hash=${OWNER_KEY}`,
      headers: { authorization },
    });
    expect(answer.body).toEqual({ success: false, status: { code: 3, description: 'Wrong hash' } });
  });

  test('in the body is taken with the header of something in front', async () => {
    const headers = { authorization: 'Basic dXNlcjpwYXNz' };
    expect((await platform.request({ url: `${url}?hash=${OWNER_KEY}`, headers })).body.success).toBe(true);
  });

  test.each([{}, { hash: '' }, { hash: 'short' }, { hash: 5 }, { hash: null }, { hash: ['a'.repeat(32)] }])(
    'is not %j',
    async (payload) => {
      const answer = await platform.request({ method: 'POST', url, payload });
      expect(codeOf(answer)).toBe(3);
      expect(answer.status).toBe(400);
    },
  );

  test('that nobody holds is error 4', async () => {
    const answer = await platform.call('tracker/list', {}, 'a6aa75587e5c59c32d347da438505fc3');
    expect(answer.body).toEqual({
      success: false,
      status: { code: 4, description: 'User or API key not found or session ended' },
    });
    expect(answer.status).toBe(400);
  });

  describe('of the pages, a cookie', () => {
    const ask = async (method: 'GET' | 'POST', more: Readonly<Record<string, string>> = {}) => {
      const headers = { cookie: `signalbox_session=${platform.ownerSession()}`, ...more };
      return codeOf(
        await platform.request({ method, url, headers, ...(method === 'POST' ? { payload: {} } : {}) }),
      );
    };

    test('counts for a POST of these pages', async () => {
      expect(await ask('POST')).toBeNull();
    });

    test('does not count for a GET, which any page can cause', async () => {
      expect(await ask('GET')).toBe(3);
    });

    test('does not count for a POST from elsewhere', async () => {
      expect(await ask('POST', { origin: 'https://evil.example' })).toBe(3);
      expect(await ask('POST', { 'sec-fetch-site': 'cross-site' })).toBe(3);
    });
  });
});

describe('dates', () => {
  test('stand in the time zone of the account, or in ISO 8601 when asked for', async () => {
    const { storage } = platform.server;
    const { id } = platform.device();
    const time = async (parameters: object, headers = {}) => {
      const payload = { hash: OWNER_KEY, tracker_id: id, ...parameters };
      const request = { method: 'POST', url: '/v2/tracker/get_state', payload, headers } as const;
      return (await platform.request(request)).body['user_time'];
    };
    expect(await time({})).toBe('2026-06-01 12:00:00');
    storage.settings.set('time_zone', 'America/New_York');
    expect(await time({})).toBe('2026-06-01 08:00:00');
    storage.settings.set('time_zone', 'Mars/Olympus');
    expect(await time({})).toBe('2026-06-01 12:00:00');
    expect(await time({ iso_datetime: true })).toBe('2026-06-01T12:00:00Z');
    expect(await time({}, { 'nvx-iso-datetime': 'true' })).toBe('2026-06-01T12:00:00Z');
  });
});

describe('the document', () => {
  test('is served to whoever has a credential', async () => {
    expect(codeOf(await platform.request({ url: '/v2/openapi.json' }))).toBe(3);
    for (const url of [`/v2/openapi.json?hash=${OWNER_KEY}`, `/api-v2/openapi.json?hash=${OWNER_KEY}`]) {
      const { body } = await platform.request({ url });
      expect(body).toMatchObject({ openapi: '3.1.0', paths: { '/v2/tracker/output/set': {} } });
    }
    const headers = { authorization: `NVX ${OWNER_KEY}` };
    expect((await platform.request({ url: '/v2/openapi.json', headers })).status).toBe(200);
  });
});

describe('the rate', () => {
  let limited: PlatformDriver;
  beforeAll(async () => {
    limited = await startPlatform({ rateLimit: 5 });
  });
  afterAll(() => limited.server.stop());

  test('of one user has a limit, which others do not feel', async () => {
    const other = limited.subUser();
    const codes: (number | null)[] = [];
    for (let count = 0; count < 6; count += 1) codes.push(codeOf(await limited.call('tracker/list')));
    expect(codes).toEqual([null, null, null, null, null, 15]);
    const refused = await limited.call('tracker/list');
    expect(refused.status).toBe(429);
    expect(refused.body.status?.description).toBe('Too many requests (rate limit exceeded)');
    expect(codeOf(await limited.call('tracker/list', {}, other))).toBeNull();

    limited.server.clock.advance(1000);
    expect(codeOf(await limited.call('tracker/list'))).toBeNull();
  });

  test('of guesses and of broken bodies has a limit too', async () => {
    const codes = new Set<number | null>();
    for (let count = 0; count < 8; count += 1)
      codes.add(codeOf(await limited.call('tracker/list', {}, 'x'.repeat(32))));
    expect(codes).toEqual(new Set([4, 15]));
    const url = '/v2/tracker/list';
    expect(codeOf(await limited.request({ method: 'POST', url, headers: JSON_TYPE, payload: '{' }))).toBe(15);
  });
});

test('no request of any kind makes the server fail', async () => {
  const { id } = platform.device();
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(id, '1', true, [true], {}, 2 ** 53, -1, '\u0000', 'https://x', { id: 1 }),
  );
  const names = ['tracker_id', 'output', 'enable', 'outputs', 'output_control', 'id', 'trackers', 'value'];
  const body = fc.dictionary(fc.constantFrom(...names), value);
  const paths = [
    'output/set',
    'output/set_all',
    'output_control/create',
    'batch_get_output_controls',
    'led/read',
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), body, fc.boolean(), async (path, parameters, asJson) => {
      const url = `/v2/tracker/${path}`;
      const texts = Object.entries(parameters).map(([name, one]) => [name, JSON.stringify(one)]);
      const query = new URLSearchParams({ ...Object.fromEntries(texts), hash: OWNER_KEY });
      const answer = asJson
        ? await platform.request({ method: 'POST', url, payload: { hash: OWNER_KEY, ...parameters } })
        : await platform.request({ url: `${url}?${query.toString()}` });
      expect(answer.status).toBeLessThan(500);
      expect(answer.body.success).toBe(answer.status === 200);
    }),
    { numRuns: 300 },
  );
  expect(platform.server.logged.filter(({ text }) => text === 'A request failed')).toEqual([]);
});
