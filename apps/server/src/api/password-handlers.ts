import type { User } from '@signalbox/storage';
import { OWNER_ROLE } from '../access/credentials.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { recordAction } from './audit.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { setSessionCookie } from './session-cookie.ts';

export function passwordHandlers({ storage, signIn }: ApiServices): HandlersOf<'setPassword'> {
  const { users, sessions } = storage.access;

  /** A session left open is not enough to take a sub-user over; the owner may have forgotten its own. */
  async function requireCurrent(user: User, current: string | undefined, address: string): Promise<void> {
    if (user.role === OWNER_ROLE || user.passwordHash === null) return;
    const { outcome } = await signIn.check(user.login, current ?? '', address);
    if (outcome === 'wrong') throw new HttpProblem('wrong_password', 'current_password is not the password.');
    if (outcome === 'too_many_attempts') throw tooManyAttempts();
  }

  return {
    setPassword: async ({ body }, context) => {
      const { caller, request, reply } = context;
      if (caller.kind !== 'session') {
        throw new HttpProblem('forbidden', 'A password is set by whoever is signed in, not by an API key.');
      }
      const user = users.get(caller.userId);
      if (user === undefined) throw notFound(`User ${caller.userId}`);
      await requireCurrent(user, body.current_password, request.ip);
      users.update(user.id, { passwordHash: await signIn.passwords.hash(body.password) });
      sessions.removeOfUser(user.id);
      setSessionCookie(request, reply, signIn.open(user));
      recordAction(storage, context, { action: 'password.changed', target: `user ${user.id}` });
      return undefined;
    },
  };
}

/** The answer to somebody who guesses, or who shares a login or an address with one who does. */
export function tooManyAttempts(): HttpProblem {
  return new HttpProblem('too_many_attempts', 'Too many wrong passwords; try again in 15 minutes.', {
    headers: { 'retry-after': '900' },
  });
}
