import { RIGHTS } from '@signalbox/api';
import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SESSION_IDLE_MS } from '../access/credentials.ts';
import { SIGN_IN_LINK_MS } from '../access/owner.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

function signIn(token: string): Promise<LightMyRequestResponse> {
  return server.request({ method: 'POST', url: '/api/session', payload: { token } });
}

async function cookieOf(token: string): Promise<string> {
  const [cookie] = (await signIn(token)).cookies;
  return `${cookie?.name}=${cookie?.value}`;
}

describe('signing in', () => {
  test('with the token of a link opens a session with the rights of its user', async () => {
    const response = await signIn(server.signInToken());

    expect(response.json()).toMatchObject({ kind: 'session', label: 'owner', rights: RIGHTS });
    expect(response.cookies).toMatchObject([{ httpOnly: true, sameSite: 'Strict', path: '/' }]);
    const cookie = `${response.cookies[0]?.name}=${response.cookies[0]?.value}`;
    const devices = await server.request({ url: '/api/devices', headers: { cookie } });
    expect(devices.statusCode).toBe(200);
  });

  test('works once', async () => {
    const token = server.signInToken();
    expect((await signIn(token)).statusCode).toBe(200);
    expect((await signIn(token)).json()).toMatchObject({ status: 401, code: 'sign_in_link_invalid' });
  });

  test('is not used up by looking at the page of the link', async () => {
    const token = server.signInToken();
    const page = await server.request({ url: '/sign-in' });
    expect(page.statusCode).toBe(200);
    expect((await signIn(token)).statusCode).toBe(200);
  });

  test('does not work with an older link than the last', async () => {
    const token = server.signInToken();
    server.signInToken();
    expect((await signIn(token)).statusCode).toBe(401);
  });

  test('does not work when the link is too old', async () => {
    const token = server.signInToken();
    server.clock.advance(SIGN_IN_LINK_MS + 1);
    expect((await signIn(token)).statusCode).toBe(401);
  });
});

describe('a session', () => {
  test('lasts as long as it is used', async () => {
    const headers = { cookie: await cookieOf(server.signInToken()) };
    server.clock.advance(SESSION_IDLE_MS - 1);
    expect((await server.request({ url: '/api/session', headers })).statusCode).toBe(200);
    server.clock.advance(SESSION_IDLE_MS - 1);
    expect((await server.request({ url: '/api/session', headers })).statusCode).toBe(200);
    server.clock.advance(SESSION_IDLE_MS + 1);
    expect((await server.request({ url: '/api/session', headers })).statusCode).toBe(401);
  });

  test('ends with signing out', async () => {
    const headers = { cookie: await cookieOf(server.signInToken()), 'x-requested-with': 'signalbox' };
    const response = await server.request({ method: 'DELETE', url: '/api/session', headers });

    expect(response.statusCode).toBe(204);
    expect((await server.request({ url: '/api/session', headers })).statusCode).toBe(401);
  });
});

describe('a change asked for with a session', () => {
  const change = { method: 'POST', url: '/api/devices/1/clone' } as const;
  const here = 'http://localhost:80';

  test.each([
    ['the client of this server', { 'x-requested-with': 'signalbox' }],
    ['a page of this server', { origin: here, 'content-type': 'application/json' }],
    ['a browser that says so', { 'sec-fetch-site': 'same-origin', 'x-requested-with': 'signalbox' }],
  ])('is taken from %s', async (_, headers) => {
    const cookie = await cookieOf(server.signInToken());
    const response = await server.request({ ...change, headers: { ...headers, cookie } });
    expect(response.json().code).toBe('not_found');
  });

  test.each([
    ['a form of anywhere', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a page of another origin', { origin: 'https://evil.example', 'content-type': 'application/json' }],
    ['a page without an origin', { origin: 'null', 'x-requested-with': 'signalbox' }],
    ['another port of this host', { origin: 'http://localhost:81', 'x-requested-with': 'signalbox' }],
    ['another site by the browser', { 'sec-fetch-site': 'cross-site', 'x-requested-with': 'signalbox' }],
    ['a neighbour by the browser', { 'sec-fetch-site': 'same-site', 'x-requested-with': 'signalbox' }],
  ])('is refused from %s', async (_, headers) => {
    const cookie = await cookieOf(server.signInToken());
    const response = await server.request({ ...change, headers: { ...headers, cookie } });
    expect(response.json()).toMatchObject({ status: 403, code: 'cross_site' });
  });
});
