import type { Clock } from '@signalbox/runtime';
import type { Storage, User } from '@signalbox/storage';
import { SESSION_IDLE_MS } from './credentials.ts';
import { LoginAttempts } from './login-attempts.ts';
import type { Passwords } from './passwords.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** Wrong passwords for one login before it is closed for a while. */
const ATTEMPTS_PER_LOGIN = 10;

/** Wrong passwords from one address, for whatever logins: offices share an address. */
const ATTEMPTS_PER_ADDRESS = 50;

export type PasswordCheck =
  | { readonly outcome: 'right'; readonly user: User }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'too_many_attempts' };

/** Signing in, over whichever API: passwords with a limit on guesses, and sessions. */
export interface SignIn {
  readonly passwords: Passwords;
  /** @param address where the request came from */
  check(login: string, password: string, address: string): Promise<PasswordCheck>;
  /** Sessions of the user that have not run out. */
  openSessions(user: User): number;
  /** Opens a session; gives its token, which is kept nowhere. */
  open(user: User): string;
}

export function createSignIn(access: Storage['access'], clock: Clock, passwords: Passwords): SignIn {
  const { sessions, users } = access;
  const now = (): number => clock.now();
  const logins = new LoginAttempts(ATTEMPTS_PER_LOGIN, now);
  const addresses = new LoginAttempts(ATTEMPTS_PER_ADDRESS, now);
  return {
    passwords,
    async check(login, password, address) {
      if (!addresses.begin(address)) return { outcome: 'too_many_attempts' };
      if (!logins.begin(login)) return { outcome: 'too_many_attempts' };
      const user = users.byLogin(login);
      const right = await passwords.verify(password, user?.passwordHash ?? null);
      if (user === undefined || !right) return { outcome: 'wrong' };
      logins.forget(login);
      addresses.takeBack(address);
      return { outcome: 'right', user };
    },
    openSessions(user) {
      sessions.removeUnusedSince(now() - SESSION_IDLE_MS);
      return sessions.countOfUser(user.id);
    },
    open(user) {
      sessions.removeUnusedSince(now() - SESSION_IDLE_MS);
      const token = newSecret();
      sessions.create({ tokenHash: hashSecret(token), userId: user.id });
      return token;
    },
  };
}
