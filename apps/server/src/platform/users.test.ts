import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SESSION_IDLE_MS } from '../access/credentials.ts';
import { ATTEMPTS_WINDOW_MS } from '../access/login-attempts.ts';
import { OWNER_KEY } from '../testing/test-server.ts';
import { codeOf, type PlatformDriver, startPlatform } from '../testing/platform-driver.ts';

let platform: PlatformDriver;
beforeEach(async () => {
  platform = await startPlatform();
  await platform.server.owner.createUser({ body: { login: 'ada', password: PASSWORD, rights: [] } });
});
afterEach(() => platform.server.stop());

const PASSWORD = 'correct horse';

function auth(login: string, password: string) {
  return platform.call('user/auth', { login, password }, null);
}

async function signIn(): Promise<string> {
  const { hash } = (await auth('ada', PASSWORD)).body;
  return String(hash);
}

async function works(hash: string): Promise<boolean> {
  return codeOf(await platform.call('tracker/list', {}, hash)) === null;
}

test('who signs in, and makes and deletes keys, is in the audit log with the address', async () => {
  await signIn();
  const session = platform.ownerSession();
  const { body } = await platform.call('api/key/create', { title: 'x' }, session);
  const key = Reflect.get(Object(body['value']), 'hash');
  await platform.call('api/key/delete', { key }, session);
  const { list } = platform.server.storage.audit.list({ limit: 3 });
  expect(list.map(({ action, address }) => [action, address])).toEqual([
    ['key.deleted', '127.0.0.1'],
    ['key.created', '127.0.0.1'],
    ['session.opened', '127.0.0.1'],
  ]);
});

describe('user/auth', () => {
  test('gives a hash of 32 characters that other calls take', async () => {
    const answer = await auth('ada', PASSWORD);
    expect(answer.text).toMatch(/^{"success":true,"type":"authenticated","hash":"[0-9A-Za-z]{32}"}$/);
    expect(await works(String(answer.body['hash']))).toBe(true);
  });

  test.each([
    ['ada', 'wrong horse'],
    ['nobody', PASSWORD],
    ['owner', PASSWORD],
    ['owner', 'null'],
  ])('refuses %s with %s', async (login, password) => {
    const answer = await auth(login, password);
    expect(answer.body).toEqual({
      success: false,
      status: { code: 102, description: 'Wrong login or password' },
    });
    expect(answer.status).toBe(400);
  });

  test('closes for a login after ten wrong passwords, also to the right one, and opens again', async () => {
    const codes: (number | null)[] = [];
    for (let count = 0; count < 10; count += 1) codes.push(codeOf(await auth('ada', `wrong ${count}`)));
    expect(new Set(codes)).toEqual(new Set([102]));
    const closed = await auth('ada', PASSWORD);
    expect(closed.body.status).toEqual({ code: 105, description: 'Login attempts limit exceeded' });
    platform.server.clock.advance(ATTEMPTS_WINDOW_MS);
    expect(codeOf(await auth('ada', PASSWORD))).toBeNull();
  });

  test('counts guesses that are made at once', async () => {
    const guesses = Array.from({ length: 30 }, (_, index) => auth('ada', `wrong ${index}`));
    const codes = (await Promise.all(guesses)).map(codeOf);
    expect(codes.filter((code) => code === 102)).toHaveLength(10);
    expect(codes.filter((code) => code === 105)).toHaveLength(20);
  });

  test('closes for an address that tries many logins', async () => {
    for (let count = 0; count < 50; count += 1) await auth(`user-${count}`, 'guess');
    expect(codeOf(await auth('ada', PASSWORD))).toBe(105);
  });

  test('forgets wrong passwords after the right one', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 9; count += 1) await auth('ada', 'wrong');
      expect(codeOf(await auth('ada', PASSWORD))).toBeNull();
    }
  });

  test('has a limit of sessions', async () => {
    for (let count = 0; count < 100; count += 1) await signIn();
    expect((await auth('ada', PASSWORD)).body.status).toEqual({
      code: 104,
      description: 'Logins limit exceeded',
    });
  });
});

describe('a session', () => {
  test('ends by logout', async () => {
    const hash = await signIn();
    expect((await platform.call('user/logout', {}, hash)).text).toBe('{"success":true}');
    expect(codeOf(await platform.call('tracker/list', {}, hash))).toBe(4);
  });

  test('ends when it is not used for 30 days', async () => {
    const hash = await signIn();
    platform.server.clock.advance(SESSION_IDLE_MS - 1);
    expect(await works(hash)).toBe(true);
    platform.server.clock.advance(SESSION_IDLE_MS - 1);
    expect(await works(hash)).toBe(true);
    platform.server.clock.advance(SESSION_IDLE_MS + 1);
    expect(await works(hash)).toBe(false);
  });

  test('ends when the password changes', async () => {
    const hash = await signIn();
    const [, ada] = (await platform.server.owner.listUsers()).list;
    const params = { id: ada?.id ?? 0 };
    await platform.server.owner.updateUser({ params, body: { password: 'another horse' } });
    expect(await works(hash)).toBe(false);
    expect(codeOf(await auth('ada', PASSWORD))).toBe(102);
    expect(codeOf(await auth('ada', 'another horse'))).toBeNull();
  });

  test('is no API key: logout refuses one', async () => {
    expect(codeOf(await platform.call('user/logout'))).toBe(4);
    expect(await works(OWNER_KEY)).toBe(true);
  });
});

describe('API keys', () => {
  test('are made, listed and deleted with a session of the owner', async () => {
    const session = platform.ownerSession();
    const created = await platform.call('api/key/create', { title: 'My Super App' }, session);
    expect(created.text).toMatch(
      /^{"success":true,"value":{"hash":"[0-9A-Za-z]{32}","create_date":"2026-06-01 12:00:00","title":"My Super App"}}$/,
    );
    const key = String(Reflect.get(Object(created.body['value']), 'hash'));
    const { id } = platform.device();
    const set = { tracker_id: id, output: 1, enable: true };
    expect(codeOf(await platform.call('tracker/output/set', set, key))).toBeNull();

    const listed = await platform.call('api/key/list', {}, session);
    expect(listed.text).toMatch(/^{"list":\[{"hash":"[0-9a-f]{32}","create_date":.*}\],"success":true}$/);
    expect(listed.text).not.toContain(key);

    expect((await platform.call('api/key/delete', { key }, session)).text).toBe('{"success":true}');
    expect(await works(key)).toBe(false);
    expect(codeOf(await platform.call('api/key/delete', { key }, session))).toBe(201);
  });

  test('are deleted by their name in the list too', async () => {
    const session = platform.ownerSession();
    await platform.call('api/key/create', { title: 'a' }, session);
    const { body } = await platform.call('api/key/list', {}, session);
    const [listed] = Array.isArray(body['list']) ? body['list'] : [];
    expect(codeOf(await platform.call('tracker/list', {}, listed.hash))).toBe(4);
    expect(codeOf(await platform.call('api/key/delete', { key: listed.hash }, session))).toBeNull();
  });

  test('are at most 20', async () => {
    const session = platform.ownerSession();
    for (let count = 0; count < 20; count += 1) {
      expect(codeOf(await platform.call('api/key/create', { title: 'x' }, session))).toBeNull();
    }
    const refused = await platform.call('api/key/create', { title: 'x' }, session);
    expect(refused.body.status).toEqual({ code: 268, description: 'Over quota' });
    expect(refused.status).toBe(402);
  });
});
