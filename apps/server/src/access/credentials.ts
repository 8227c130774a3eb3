import { RIGHTS, type Right } from '@signalbox/api';
import type { Clock } from '@signalbox/runtime';
import type { Storage, User } from '@signalbox/storage';
import type { Caller, Credentials } from '../http/caller.ts';
import { hashSecret } from './secrets.ts';

/** The role that has every right, also those of later versions. */
export const OWNER_ROLE = 'owner';

/** Among a key's rights: every right that its user has. */
export const EVERY_RIGHT = '*';

/** How long a session lasts without being used. */
export const SESSION_IDLE_MS = 30 * 86_400_000;

/** Each note of a session's use is a write to disk, so it is made this far apart at most. */
const TOUCH_AFTER_MS = 60_000;

/** Looks up callers in the store. */
export function createCredentials(access: Storage['access'], clock: Clock): Credentials {
  return {
    byKey(key) {
      const record = access.apiKeys.byHash(hashSecret(key));
      const user = record && access.users.get(record.userId);
      if (record === undefined || user === undefined) return undefined;
      const { label } = record;
      const owner = user.role === OWNER_ROLE && record.rights.includes(EVERY_RIGHT);
      const rights = keyRights(record.rights, user);
      return { kind: 'key', userId: user.id, label, rights, owner, expiresAt: null };
    },
    bySession(token) {
      const tokenHash = hashSecret(token);
      const session = access.sessions.find(tokenHash);
      const user = session && access.users.get(session.userId);
      if (session === undefined || user === undefined) return undefined;
      const now = clock.now();
      if (now - session.lastUsedAt > SESSION_IDLE_MS) return undefined;
      if (now - session.lastUsedAt > TOUCH_AFTER_MS) access.sessions.touch(tokenHash);
      return sessionCaller(user, now);
    },
  };
}

/** The caller that a session opened or used now stands for. */
export function sessionCaller(user: User, now: number): Caller {
  const expiresAt = now + SESSION_IDLE_MS;
  return {
    kind: 'session',
    userId: user.id,
    label: user.login,
    rights: userRights(user),
    owner: user.role === OWNER_ROLE,
    expiresAt,
  };
}

/** The rights that a stored list names for a user; a key never has more than its user. */
export function keyRights(stored: readonly string[], user: User): ReadonlySet<Right> {
  const mayHave = userRights(user);
  if (stored.includes(EVERY_RIGHT)) return mayHave;
  return new Set(known(stored).filter((right) => mayHave.has(right)));
}

/** Every right for the owner, for others what they were given. */
export function userRights(user: User): ReadonlySet<Right> {
  return new Set(user.role === OWNER_ROLE ? RIGHTS : known(user.rights));
}

/** Rights that later versions may have dropped mean nothing. */
function known(names: readonly string[]): Right[] {
  return RIGHTS.filter((right) => names.includes(right));
}
