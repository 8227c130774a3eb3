import type { Right } from '@signalbox/api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OWNER_KEY, startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

const PASSWORD = 'correct horse';

async function createAda(...rights: Right[]) {
  return server.owner.createUser({ body: { login: 'ada', password: PASSWORD, rights } });
}

function signIn(payload: object) {
  return server.request({ method: 'POST', url: '/api/session', payload });
}

/** Headers of a signed-in browser. */
async function headersOf(payload: object): Promise<Record<string, string>> {
  const [cookie] = (await signIn(payload)).cookies;
  return { cookie: `${cookie?.name}=${cookie?.value}`, 'x-requested-with': 'signalbox' };
}

function setPassword(headers: Record<string, string>, payload: object) {
  return server.request({ method: 'PUT', url: '/api/me/password', headers, payload });
}

async function isSignedIn(headers: Record<string, string>): Promise<boolean> {
  return (await server.request({ url: '/api/session', headers })).statusCode === 200;
}

describe('users', () => {
  test('are made with rights, listed without their password, changed and deleted', async () => {
    const ada = await createAda('tracker_update');
    expect(ada).toMatchObject({
      id: 2,
      login: 'ada',
      role: 'user',
      rights: ['tracker_update'],
      has_password: true,
    });
    expect((await server.owner.listUsers()).list).toMatchObject([
      { role: 'owner', has_password: false },
      ada,
    ]);
    const changed = await server.owner.updateUser({
      params: { id: ada.id },
      body: { login: 'ada@example.com', rights: ['flows_read'] },
    });
    expect(changed).toMatchObject({ login: 'ada@example.com', rights: ['flows_read'] });
    await server.owner.deleteUser({ params: { id: ada.id } });
    expect((await server.owner.listUsers()).list).toHaveLength(1);
    expect(JSON.stringify(server.storage.audit.list({ limit: 10 }).list)).not.toContain(PASSWORD);
  });

  test('are kept with a hash of their password that says how it was made', async () => {
    await createAda();
    expect(server.storage.access.users.byLogin('ada')?.passwordHash).toMatch(
      /^scrypt\$\d+\$\d+\$\d+\$\S+\$\S+$/,
    );
  });

  test('have logins of their own', async () => {
    await createAda();
    await expect(createAda()).rejects.toMatchObject({ problem: { status: 409 } });
  });

  test.each([
    { login: '', password: PASSWORD, rights: [] },
    { login: ' a', password: PASSWORD, rights: [] },
    { login: 'a\u0000b', password: PASSWORD, rights: [] },
    { login: 'a', password: 'short', rights: [] },
    { login: 'a', password: PASSWORD, rights: ['admin'] },
    { login: 'a', password: PASSWORD },
  ])('are not %j', async (payload) => {
    const response = await server.request({ method: 'POST', url: '/api/users', payload }, OWNER_KEY);
    expect(response.json()).toMatchObject({ status: 400, code: 'invalid_input' });
  });

  test('cannot be made, changed or deleted out of the owner', async () => {
    const params = { id: 1 };
    await expect(server.owner.deleteUser({ params })).rejects.toMatchObject({
      problem: { code: 'conflict' },
    });
    await expect(server.owner.updateUser({ params, body: { rights: [] } })).rejects.toMatchObject({
      problem: { code: 'conflict' },
    });
    await expect(server.owner.deleteUser({ params: { id: 9 } })).rejects.toMatchObject({
      problem: { code: 'not_found' },
    });
  });

  test('have the rights that they have now, not those of their sign-in', async () => {
    const { id } = await createAda('flows_read');
    const headers = await headersOf({ login: 'ada', password: PASSWORD });
    const read = async () => (await server.request({ url: '/api/flows', headers })).statusCode;
    expect(await read()).toBe(200);
    await server.owner.updateUser({ params: { id }, body: { rights: [] } });
    expect(await read()).toBe(403);
    await server.owner.deleteUser({ params: { id } });
    expect(await read()).toBe(401);
  });
});

describe('signing in with a password', () => {
  test('opens a session with the rights of the user', async () => {
    await createAda('flows_read');
    const response = await signIn({ login: 'ada', password: PASSWORD });
    expect(response.json()).toMatchObject({ label: 'ada', rights: ['flows_read'], owner: false });
    expect(response.cookies).toMatchObject([{ httpOnly: true, sameSite: 'Strict' }]);
  });

  test('is refused alike for a wrong password and an unknown login', async () => {
    await createAda();
    const wrong = await signIn({ login: 'ada', password: 'wrong' });
    const unknown = await signIn({ login: 'eve', password: PASSWORD });
    expect(wrong.json()).toMatchObject({ status: 401, code: 'wrong_password' });
    expect(unknown.json()).toEqual(wrong.json());
  });

  test('is closed after ten wrong ones', async () => {
    await createAda();
    for (let count = 0; count < 10; count += 1) await signIn({ login: 'ada', password: 'wrong' });
    const closed = await signIn({ login: 'ada', password: PASSWORD });
    expect(closed.json()).toMatchObject({ status: 429, code: 'too_many_attempts' });
    expect(closed.headers['retry-after']).toBe('900');
  });
});

describe('a password of one’s own', () => {
  test('is set by the owner, who came by link, and ends its other sessions', async () => {
    const other = await headersOf({ token: server.signInToken() });
    const here = await headersOf({ token: server.signInToken() });
    const response = await setPassword(here, { password: PASSWORD });
    expect(response.statusCode).toBe(204);
    expect(await isSignedIn(other)).toBe(false);
    expect(await isSignedIn(here)).toBe(false);
    const [cookie] = response.cookies;
    expect(await isSignedIn({ cookie: `${cookie?.name}=${cookie?.value}` })).toBe(true);
    expect((await signIn({ login: 'owner', password: PASSWORD })).json()).toMatchObject({ owner: true });
  });

  test('is changed by a sub-user who knows the old one', async () => {
    await createAda();
    const headers = await headersOf({ login: 'ada', password: PASSWORD });
    const wrong = await setPassword(headers, { password: 'another horse', current_password: 'guess' });
    expect(wrong.json()).toMatchObject({ status: 401, code: 'wrong_password' });
    expect((await setPassword(headers, { password: 'another horse' })).statusCode).toBe(401);
    const right = await setPassword(headers, { password: 'another horse', current_password: PASSWORD });
    expect(right.statusCode).toBe(204);
    expect((await signIn({ login: 'ada', password: 'another horse' })).statusCode).toBe(200);
  });

  test('is not set with an API key', async () => {
    const response = await server.request(
      { method: 'PUT', url: '/api/me/password', payload: { password: PASSWORD } },
      OWNER_KEY,
    );
    expect(response.json()).toMatchObject({ status: 403, code: 'forbidden' });
  });
});
