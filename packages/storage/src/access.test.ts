import { expect, test } from 'vitest';
import { FakeClock, START, temporaryStorage } from './testing/fixtures.ts';

const OWNER = { login: 'owner', passwordHash: null, role: 'owner', rights: ['devices_read'] };

test('users are found by id and login, changed and removed', () => {
  const { users } = temporaryStorage().access;
  const owner = users.create(OWNER);
  expect(owner).toEqual({ ...OWNER, id: 1, createdAt: START });
  expect(users.update(1, { passwordHash: 'hash' })).toEqual({ ...owner, passwordHash: 'hash' });
  expect(users.byLogin('owner')?.id).toBe(1);
  expect(users.byLogin('nobody')).toBeUndefined();
  users.remove(1);
  expect(users.list()).toEqual([]);
  expect(() => users.remove(1)).toThrow(expect.objectContaining({ code: 'not_found' }));
});

test('a login is taken once', () => {
  const { users } = temporaryStorage().access;
  users.create(OWNER);
  const guest = users.create({ ...OWNER, login: 'guest' });
  expect(() => users.create(OWNER)).toThrow(expect.objectContaining({ code: 'login_exists' }));
  expect(() => users.update(guest.id, { login: 'owner' })).toThrow(
    expect.objectContaining({ code: 'login_exists' }),
  );
});

test('a sign-in link works once', () => {
  const { users, signInLinks } = temporaryStorage().access;
  const { id: userId } = users.create(OWNER);
  signInLinks.create({ tokenHash: 't1', userId });
  expect(signInLinks.use('t2')).toBeUndefined();
  expect(signInLinks.find('t1')?.usedAt).toBeNull();
  expect(signInLinks.use('t1')).toEqual({ tokenHash: 't1', userId, createdAt: START, usedAt: START });
  expect(signInLinks.use('t1')).toBeUndefined();
  signInLinks.create({ tokenHash: 't3', userId });
  signInLinks.removeOfUser(userId);
  expect(signInLinks.use('t3')).toBeUndefined();
});

test('sessions remember their last use and end', () => {
  const clock = new FakeClock();
  const { users, sessions } = temporaryStorage(clock).access;
  const { id: userId } = users.create(OWNER);
  for (const tokenHash of ['t1', 't2', 't3']) sessions.create({ tokenHash, userId });
  clock.time += 1000;
  sessions.touch('t1');
  expect(sessions.find('t1')).toEqual({
    tokenHash: 't1',
    userId,
    createdAt: START,
    lastUsedAt: START + 1000,
  });
  sessions.remove('t3');
  expect(sessions.find('t3')).toBeUndefined();
  expect(sessions.removeUnusedSince(START + 1000)).toBe(1);
  expect(sessions.find('t1')).toBeDefined();
  sessions.removeOfUser(userId);
  expect(sessions.find('t1')).toBeUndefined();
});

test('API keys are found by the hash of their text until they are removed', () => {
  const { users, apiKeys } = temporaryStorage().access;
  const { id: userId } = users.create(OWNER);
  const key = apiKeys.create({ label: 'Scripts', keyHash: 'h', rights: ['flows_read'], userId });
  expect(apiKeys.byHash('h')).toEqual(key);
  expect(apiKeys.list()).toEqual([{ ...key, id: 1, createdAt: START }]);
  apiKeys.remove(key.id);
  expect(apiKeys.byHash('h')).toBeUndefined();
  expect(() => apiKeys.remove(key.id)).toThrow(expect.objectContaining({ code: 'not_found' }));
});

test('with a user go its sessions, links and keys', () => {
  const { users, sessions, signInLinks, apiKeys } = temporaryStorage().access;
  const { id: userId } = users.create(OWNER);
  sessions.create({ tokenHash: 's', userId });
  signInLinks.create({ tokenHash: 'l', userId });
  apiKeys.create({ label: 'k', keyHash: 'k', rights: [], userId });
  users.remove(userId);
  expect([sessions.find('s'), signInLinks.find('l'), apiKeys.byHash('k')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('a setting keeps its last value', () => {
  const { settings } = temporaryStorage();
  expect(settings.get('key')).toBeUndefined();
  settings.set('key', { a: [1, null] });
  settings.set('key', null);
  expect(settings.get('key')).toBeNull();
  settings.remove('key');
  expect(settings.get('key')).toBeUndefined();
});

test('the audit lists newest first, page by page', () => {
  const { audit } = temporaryStorage();
  for (const action of ['first', 'second']) audit.append({ actor: 'owner', action });
  audit.append({ actor: 'owner', action: 'third', target: 'flow 1', detail: { version: 2 } });
  const page = audit.list({ limit: 2 });
  expect(page.list.map(({ action }) => action)).toEqual(['third', 'second']);
  expect(page.list[0]).toMatchObject({ at: START, target: 'flow 1', detail: { version: 2 } });
  expect(audit.list({ limit: 2, before: page.next ?? '' })).toMatchObject({
    list: [{ action: 'first', target: null, detail: null }],
    next: null,
  });
});

test('geofences are made, redrawn and removed, and subscribers hear of it', () => {
  const { geofences } = temporaryStorage();
  const heard: number[] = [];
  const end = geofences.subscribe((id) => heard.push(id));
  const shape = { type: 'circle', center: [13.4, 52.5], radius_m: 200 } as const;
  const yard = geofences.create({ label: 'Yard', shape });
  expect(yard).toEqual({ id: 1, label: 'Yard', shape, createdAt: START, updatedAt: START });
  const ring = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ] as const;
  const polygon = { type: 'Polygon', coordinates: [ring] } as const;
  expect(geofences.update(1, { shape: polygon })).toMatchObject({ label: 'Yard', shape: polygon });
  expect(geofences.list()).toEqual([geofences.get(1)]);
  geofences.remove(1);
  end();
  geofences.create({ label: 'Other', shape });
  expect(heard).toEqual([1, 1, 1]);
  expect(() => geofences.remove(1)).toThrow(expect.objectContaining({ code: 'not_found' }));
});
