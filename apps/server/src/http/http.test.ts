import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

function send(payload: string, type: string): Promise<LightMyRequestResponse> {
  return server.request(
    { method: 'POST', url: '/api/devices', payload, headers: { 'content-type': type } },
    server.keyWith('devices_write'),
  );
}

describe('a body', () => {
  test.each([
    ['{"label":"Van",}', /position 15/],
    ['{"label":', /position 9/],
    ['{label}', /position 1/],
  ])('of broken JSON %s is refused with the place', async (payload, place) => {
    const response = await send(payload, 'application/json');
    expect(response.json()).toMatchObject({
      status: 400,
      code: 'invalid_json',
      detail: expect.stringMatching(place),
    });
  });

  test.each([
    ['[]', 'body'],
    ['"text"', 'body'],
    ['null', 'body'],
    ['{}', 'body.label'],
    ['{"label":5,"device_id":"a","model":"ngp_generic"}', 'body.label'],
    ['{"label":"  ","device_id":"a","model":"ngp_generic"}', 'body.label'],
  ])('of %s is refused at %s', async (payload, path) => {
    const response = await send(payload, 'application/json; charset=utf-8');
    expect(response.json()).toMatchObject({ status: 400, code: 'invalid_input' });
    expect(response.json().errors[0].path).toBe(path);
  });

  test('with a name that is too long is refused in plain words', async () => {
    const payload = JSON.stringify({ label: 'x'.repeat(256), device_id: 'a', model: 'ngp_generic' });
    const { errors } = (await send(payload, 'application/json')).json();
    expect(errors).toEqual([{ path: 'body.label', message: 'must have at most 255 characters' }]);
  });

  test('that is missing is said to be', async () => {
    expect((await send('', 'application/json')).json().detail).toBe('body: is missing; send JSON.');
  });

  test('of another type is refused', async () => {
    const response = await send('label=Van', 'application/x-www-form-urlencoded');
    expect(response.json()).toMatchObject({ status: 415, code: 'unsupported_media_type' });
  });

  test('that is too large is refused', async () => {
    const response = await send(`"${'x'.repeat(9 * 1024 * 1024)}"`, 'application/json');
    expect(response.json()).toMatchObject({ status: 413, code: 'payload_too_large' });
  });

  test.each(['', 'application/json', 'application/x-www-form-urlencoded'])(
    'may be empty where none is needed, as %j',
    async (type) => {
      const headers = type === '' ? {} : { 'content-type': type };
      const response = await server.request(
        { method: 'POST', url: '/api/flows/9/publish', headers },
        server.keyWith('flows_publish'),
      );
      expect(response.json().code).toBe('not_found');
    },
  );
});

describe('an address', () => {
  test.each(['/api', '/api/', '/api/nothing', '/api/devices/1/nothing', '/nothing.js', '/api/devices/%zz'])(
    '%s that is unknown is not found',
    async (url) => {
      const response = await server.request({ url, headers: { accept: 'application/json' } });
      expect(response.json()).toMatchObject({ status: 404, code: 'not_found' });
    },
  );

  test.each(['abc', '0', '-1', '1.5', '9'.repeat(30)])('with the id %s is refused', async (id) => {
    const response = await server.request({ url: `/api/devices/${id}` }, server.keyWith('devices_read'));
    expect(response.json()).toMatchObject({ status: 400, errors: [{ path: 'params.id' }] });
  });

  test.each(['/../package.json', '/%2e%2e/signalbox.db', '/..%2fsignalbox.db', '/.%2e/signalbox.db'])(
    '%s leads to no file outside the editor',
    async (url) => {
      expect((await server.request({ url })).statusCode).toBeGreaterThanOrEqual(400);
    },
  );
});

describe('health', () => {
  test('needs no credential', async () => {
    expect((await server.request({ url: '/healthz' })).json()).toEqual({ status: 'ok' });
    expect((await server.request({ url: '/readyz' })).json()).toMatchObject({ status: 'ready' });
  });

  test('is not ready while the store takes nothing', async () => {
    server.checks.store = false;
    const response = await server.request({ url: '/readyz' });

    expect(response.statusCode).toBe(503);
    expect(response.json()).toEqual({
      status: 'not_ready',
      checks: { http: true, mqtt: true, store: false },
    });
  });
});

describe('the editor', () => {
  test('says how to build it while it is not built', async () => {
    const response = await server.request({ url: '/' });
    expect(response.statusCode).toBe(200);
    expect(response.body).toContain('npm run build');
  });

  test('is one page for every address that a browser navigates to', async () => {
    build();
    const headers = { accept: 'text/html,application/xhtml+xml' };
    for (const url of ['/', '/sign-in', '/flows/5', '/devices']) {
      expect((await server.request({ url, headers })).body).toContain('<div id="app">');
    }
    expect((await server.request({ url: '/flows/5' })).statusCode).toBe(404);
    expect((await server.request({ url: '/api/nothing', headers })).statusCode).toBe(404);
  });

  test('runs its own scripts only, and its styles by a nonce that changes', async () => {
    build();
    const [first, second] = await Promise.all([server.request({ url: '/' }), server.request({ url: '/' })]);
    const policy = String(first.headers['content-security-policy']);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];

    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(first.body).toContain(`<meta property="csp-nonce" nonce="${nonce}">`);
    expect(second.headers['content-security-policy']).not.toBe(policy);
    expect(first.headers['cache-control']).toBe('no-store');
  });

  test('keeps hashed files for a year and asks about others', async () => {
    build();
    const script = await server.request({ url: '/assets/app-1a2b.js' });
    expect(script.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': expect.stringContaining('javascript'),
      'x-content-type-options': 'nosniff',
    });
    expect((await server.request({ url: '/icon.svg' })).headers['cache-control']).toBe('no-cache');
    expect((await server.request({ url: '/index.html' })).statusCode).toBe(404);
  });
});

describe('every answer', () => {
  test.each(['/', '/api/devices', '/healthz', '/api/nothing'])(
    'of %s carries security headers',
    async (url) => {
      expect((await server.request({ url })).headers).toMatchObject({
        'content-security-policy': expect.stringContaining('default-src'),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      });
    },
  );
});

describe('a fault of the server', () => {
  test('is answered without a word about its insides and logged', async () => {
    server.storage.close();
    const response = await server.request({
      url: '/api/session',
      headers: { cookie: 'signalbox_session=x' },
    });

    expect(response.json()).toMatchObject({ status: 500, code: 'internal' });
    expect(response.body).not.toMatch(/sqlite|stack|\.ts/i);
    expect(server.logged.map(({ text }) => text)).toContain('A request failed');
  });
});

function build(): void {
  const folder = join(server.folder, 'editor');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><html><head></head><body><div id="app"></div></body></html>',
  );
  writeFileSync(join(folder, 'assets', 'app-1a2b.js'), 'export {};');
  writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
}
