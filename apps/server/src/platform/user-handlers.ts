import type { ApiKeyOnWire } from '@signalbox/api';
import type { ApiKeyRecord } from '@signalbox/storage';
import { EVERY_RIGHT, sessionCaller } from '../access/credentials.ts';
import { ENVIRONMENT_KEY_SETTING } from '../access/owner.ts';
import { hashSecret, newSecret } from '../access/secrets.ts';
import type { ApiServices } from '../api/services.ts';
import { notePlatformAction } from './audit.ts';
import type { PlatformHandlersOf } from './handler.ts';
import { PlatformFault } from './platform-fault.ts';

type Names = 'user/auth' | 'user/logout' | 'api/key/create' | 'api/key/list' | 'api/key/delete';

/** A program that signs in for every call is told to keep its session. */
const MAX_SESSIONS = 100;

const MAX_KEYS = 20;

export function userHandlers({ clock, signIn, storage }: ApiServices): PlatformHandlersOf<Names> {
  const { apiKeys, sessions } = storage.access;

  /** All but the key from the environment, which comes and goes with the process's settings. */
  function keys(): readonly ApiKeyRecord[] {
    const environmentKey = storage.settings.get(ENVIRONMENT_KEY_SETTING);
    return apiKeys.list().filter(({ id }) => id !== environmentKey);
  }

  return {
    'user/auth': async ({ login, password }, { address }) => {
      const checked = await signIn.check(login, password, address);
      if (checked.outcome === 'too_many_attempts') throw new PlatformFault(105);
      if (checked.outcome === 'wrong') throw new PlatformFault(102);
      const { user } = checked;
      if (signIn.openSessions(user) >= MAX_SESSIONS) throw new PlatformFault(104);
      const caller = sessionCaller(user, clock.now());
      notePlatformAction(
        storage,
        { caller, address },
        { action: 'session.opened', target: `user ${user.id}` },
      );
      return { success: true, type: 'authenticated', hash: signIn.open(user) };
    },
    'user/logout': (_parameters, { hash }) => {
      if (hash !== null) sessions.remove(hashSecret(hash));
      return { success: true };
    },
    'api/key/create': ({ title }, { caller, address, date }) => {
      if (keys().length >= MAX_KEYS) throw new PlatformFault(268);
      const key = newSecret();
      const keyHash = hashSecret(key);
      const record = apiKeys.create({ label: title, keyHash, rights: [EVERY_RIGHT], userId: caller.userId });
      const entry = { action: 'key.created', target: `key ${record.id}` } as const;
      notePlatformAction(storage, { caller, address }, entry);
      return { success: true, value: show(key, record, date) };
    },
    'api/key/list': (_parameters, { date }) => ({
      list: keys().map((record) => show(nameOf(record), record, date)),
      success: true,
    }),
    'api/key/delete': ({ key }, context) => {
      const keyHash = hashSecret(key);
      const record = keys().find((known) => known.keyHash === keyHash || nameOf(known) === key);
      if (record === undefined) throw new PlatformFault(201);
      apiKeys.remove(record.id);
      notePlatformAction(storage, context, { action: 'key.deleted', target: `key ${record.id}` });
      return { success: true };
    },
  };
}

/** A key's text is kept nowhere; half of its hash tells it from the others and opens nothing. */
function nameOf({ keyHash }: ApiKeyRecord): string {
  return keyHash.slice(0, 32);
}

function show(hash: string, { createdAt, label }: ApiKeyRecord, date: (ms: number) => string): ApiKeyOnWire {
  return { hash, create_date: date(createdAt), title: label };
}
