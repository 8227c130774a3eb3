import { RIGHTS, type Right, rightsFor, type Route, routes } from '@signalbox/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Door } from './doors.ts';
import { OWNER_KEY, startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

interface Guarded extends Door {
  readonly method: Route['method'];
  readonly name: string;
  /** The address with every parameter filled in. */
  readonly address: string;
}

function guarded(method: Route['method'], path: string, access: Door['access']): Guarded {
  const url = path.replaceAll(/\{(\w+)\}/g, ':$1');
  // A filter that is no number ends a stream of events before it begins.
  const address = `${url.replace(':id', '999').replace(':control_id', '1').replace(':name', 'speed').replace(':version', '1')}?flow_id=none`;
  return { method, url, access, name: `${method} ${url}`, address };
}

function rightsOf({ access }: Guarded): readonly Right[] {
  return access === 'device' || access === 'platform' ? [] : rightsFor(access);
}

// The walk's table is made before the server: what it covers is compared with the server below.
const walked: readonly Guarded[] = [
  ...Object.values<Route>(routes).map(({ method, path, access }) => guarded(method, path, access)),
  guarded('GET', '/api/events', 'signed_in'),
  guarded('GET', '/api/openapi.json', 'signed_in'),
  guarded('GET', '/metrics', 'metrics_read'),
];
const PAGES = ['/', '/sign-in', '/*', '/healthz', '/readyz'];
const DEVICE_DOORS = ['POST /ngp/:device_id'];

const closed = walked.filter(({ access }) => access !== 'anyone');
const behindRight = closed
  .map((door) => ({ ...door, rights: rightsOf(door) }))
  .filter(({ rights }) => rights.length > 0);
const byRight = behindRight.flatMap((door) => door.rights.map((right) => ({ ...door, right })));

/** Past the door: whatever the answer is, it is about the request and not about who sent it. */
const TURNED_AWAY = [401, 403, 500];

describe('every route', () => {
  test.each(closed)('$name refuses who has no credential', async ({ method, address }) => {
    const response = await server.request({ method, url: address, headers: { 'x-requested-with': 'test' } });
    expect(response.statusCode).toBe(401);
    expect(response.json()).toMatchObject({ code: 'unauthorized', status: 401 });
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  test.each(closed)('$name refuses an unknown key', async ({ method, address }) => {
    const response = await server.request({ method, url: address }, 'x'.repeat(32));
    expect(response.statusCode).toBe(401);
  });

  test.each(byRight)(
    '$name refuses a key with every right but $right',
    async ({ method, address, right }) => {
      const key = server.keyWith(...RIGHTS.filter((other) => other !== right));
      const response = await server.request({ method, url: address }, key);
      expect(response.statusCode).toBe(403);
      expect(response.json()).toMatchObject({ right, detail: expect.stringContaining(right) });
    },
  );

  test.each(behindRight)('$name admits a key with $rights alone', async ({ method, address, rights }) => {
    const response = await server.request({ method, url: address }, server.keyWith(...rights));
    expect(response.statusCode).not.toBeOneOf(TURNED_AWAY);
  });

  test.each(closed.filter(({ access }) => access === 'signed_in'))(
    '$name admits a key without any right',
    async ({ method, address }) => {
      const response = await server.request({ method, url: address }, server.keyWith());
      expect(response.statusCode).not.toBeOneOf(TURNED_AWAY);
    },
  );
});

describe('a route for the owner alone', () => {
  const ownersOnly = closed.filter(({ access }) => access === 'owner');

  test.each(ownersOnly)('$name refuses a key with every right', async ({ method, address }) => {
    const response = await server.request({ method, url: address }, server.keyWith(...RIGHTS));
    expect(response.statusCode).toBe(403);
  });

  test.each(ownersOnly)("$name admits the owner's own key", async ({ method, address }) => {
    const response = await server.request({ method, url: address }, OWNER_KEY);
    expect(response.statusCode).not.toBeOneOf(TURNED_AWAY);
  });
});

describe('the walk', () => {
  test('covers every route that the server has', () => {
    const known = new Set(walked.map(({ method, url }) => `${method} ${url}`));
    for (const page of PAGES) known.add(`GET ${page}`);
    for (const door of DEVICE_DOORS) known.add(door);
    const doors = server.app.doors
      .filter(({ access }) => access !== 'platform')
      .map(({ method, url }) => `${method.replace('HEAD', 'GET')} ${url}`);

    expect(new Set(doors)).toEqual(known);
  });

  test('leaves to the platform API nothing but its own addresses', () => {
    const doors = server.app.doors.filter(({ access }) => access === 'platform').map(({ url }) => url);
    const documents = ['/v2/openapi.json', '/api-v2/openapi.json'];
    expect(new Set(doors)).toEqual(new Set(['/v2', '/v2/*', '/api-v2', '/api-v2/*', ...documents]));
  });

  test('finds nothing open but the pages and signing in', () => {
    const open = server.app.doors.filter(({ access }) => access === 'anyone').map(({ url }) => url);
    expect(new Set(open)).toEqual(new Set([...PAGES, '/api/session']));
  });
});

describe('credentials', () => {
  test.each(['Bearer', 'NVX', 'nvx', 'bearer'])('come as "Authorization: %s <key>"', async (scheme) => {
    const authorization = `${scheme} ${server.keyWith('devices_read')}`;
    const response = await server.request({ url: '/api/devices', headers: { authorization } });
    expect(response.statusCode).toBe(200);
  });

  test.each(['', 'Bearer', 'Bearer ', 'Basic b3duZXI6', 'Bearer a b', `Bearer ${'k'.repeat(5000)}`])(
    'are not "%s"',
    async (authorization) => {
      const response = await server.request({ url: '/api/devices', headers: { authorization } });
      expect(response.statusCode).toBe(401);
    },
  );

  test('of a deleted key stop working at once', async () => {
    const { id, key } = await server.owner.createKey({ body: { label: 'gone', rights: ['flows_read'] } });
    expect((await server.request({ url: '/api/flows' }, key)).statusCode).toBe(200);

    await server.owner.deleteKey({ params: { id } });

    expect((await server.request({ url: '/api/flows' }, key)).statusCode).toBe(401);
  });

  test('cannot be handed on with rights that their holder lacks', async () => {
    const key = server.keyWith('keys_manage', 'flows_read');
    const body = { label: 'more', rights: ['flows_read', 'devices_write'] };
    const response = await server.request({ method: 'POST', url: '/api/keys', payload: body }, key);
    expect(response.statusCode).toBe(403);
  });
});
