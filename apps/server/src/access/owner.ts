import type { Storage, User } from '@signalbox/storage';
import { EVERY_RIGHT, OWNER_ROLE } from './credentials.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** How long a sign-in link is good. */
export const SIGN_IN_LINK_MS = 60 * 60_000;

/** Setting that holds the id of the key from the environment. */
export const ENVIRONMENT_KEY_SETTING = 'environment_key_id';

/** The owner, made at the first start. Signs in by link until it sets a password; none is there to be guessed. */
export function ensureOwner({ access }: Storage): User {
  const owner = access.users.list().find((user) => user.role === OWNER_ROLE);
  return owner ?? access.users.create({ login: 'owner', passwordHash: null, role: OWNER_ROLE, rights: [] });
}

/**
 * Makes the key from the environment the owner's key with every right. It stays when a later
 * start does not name it, and gives way to another one that a later start names.
 */
export function ensureEnvironmentKey({ access, settings }: Storage, owner: User, key: string): void {
  const keyHash = hashSecret(key);
  const id = settings.get(ENVIRONMENT_KEY_SETTING);
  const outdated = access.apiKeys.list().filter((known) => known.id === id || known.keyHash === keyHash);
  if (outdated.length === 1 && outdated[0]?.id === id && outdated[0]?.keyHash === keyHash) return;
  for (const { id: outdatedId } of outdated) access.apiKeys.remove(outdatedId);
  const label = 'SIGNALBOX_API_KEY';
  const made = access.apiKeys.create({ label, keyHash, rights: [EVERY_RIGHT], userId: owner.id });
  settings.set(ENVIRONMENT_KEY_SETTING, made.id);
}

/** A fresh sign-in token for the user; earlier ones no longer work. */
export function issueSignInToken({ access }: Storage, user: User): string {
  const token = newSecret();
  access.signInLinks.removeOfUser(user.id);
  access.signInLinks.create({ tokenHash: hashSecret(token), userId: user.id });
  return token;
}
