import { RIGHTS } from '@signalbox/api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OWNER_KEY, startTestServer, type TestServer } from '../testing/test-server.ts';
import { ensureEnvironmentKey, ensureOwner } from './owner.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

const OTHER_KEY = 'another-key-of-the-owner-01234567';

describe('the key from the environment', () => {
  test('has every right', async () => {
    expect((await server.owner.getSession()).rights).toEqual(RIGHTS);
  });

  test('stays the same key over restarts', async () => {
    const before = (await server.owner.listKeys()).list;
    ensureEnvironmentKey(server.storage, ensureOwner(server.storage), OWNER_KEY);
    expect((await server.owner.listKeys()).list).toEqual(before);
  });

  test('gives way to another one', async () => {
    ensureEnvironmentKey(server.storage, ensureOwner(server.storage), OTHER_KEY);
    await expect(server.owner.getSession()).rejects.toMatchObject({ problem: { status: 401 } });
    expect((await server.client(OTHER_KEY).listKeys()).list).toHaveLength(1);
  });

  test('leaves keys made by people alone', async () => {
    const { key } = await server.owner.createKey({ body: { label: 'script', rights: ['flows_read'] } });
    ensureEnvironmentKey(server.storage, ensureOwner(server.storage), OTHER_KEY);
    expect((await server.client(key).getSession()).label).toBe('script');
  });
});

describe('the owner', () => {
  test('is made once', () => {
    expect(ensureOwner(server.storage)).toEqual(ensureOwner(server.storage));
    expect(server.storage.access.users.list()).toHaveLength(1);
  });
});
