import type { Session } from '@signalbox/api';
import type { User } from '@signalbox/storage';
import { sessionCaller } from '../access/credentials.ts';
import { SIGN_IN_LINK_MS } from '../access/owner.ts';
import { hashSecret } from '../access/secrets.ts';
import { type Caller, SESSION_COOKIE } from '../http/caller.ts';
import { HttpProblem } from '../http/problem.ts';
import { recordAction } from './audit.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { setSessionCookie } from './session-cookie.ts';
import { tooManyAttempts } from './password-handlers.ts';
import { toTimestampOrNull } from './wire.ts';

type Names = 'signIn' | 'getSession' | 'signOut' | 'getServerInfo';

export function sessionHandlers(services: ApiServices): HandlersOf<Names> {
  const { storage, clock, server, signIn } = services;
  const { sessions, signInLinks, users } = storage.access;

  function userOfLink(token: string): User {
    const link = signInLinks.use(hashSecret(token));
    const user = link && users.get(link.userId);
    if (link !== undefined && user !== undefined && clock.now() - link.createdAt <= SIGN_IN_LINK_MS)
      return user;
    throw new HttpProblem('sign_in_link_invalid', 'Restart Signalbox: it prints a new sign-in link.');
  }

  async function userOfPassword(login: string, password: string, address: string): Promise<User> {
    const checked = await signIn.check(login, password, address);
    if (checked.outcome === 'right') return checked.user;
    if (checked.outcome === 'too_many_attempts') throw tooManyAttempts();
    throw new HttpProblem('wrong_password', 'No user has this login and password.');
  }

  return {
    signIn: async ({ body }, { request, reply }) => {
      const user =
        'token' in body
          ? userOfLink(body.token)
          : await userOfPassword(body.login, body.password, request.ip);
      setSessionCookie(request, reply, signIn.open(user));
      const caller = sessionCaller(user, clock.now());
      recordAction(storage, { caller, request }, { action: 'session.opened', target: `user ${user.id}` });
      return showSession(caller);
    },
    getSession: (_input, { caller }) => showSession(caller),
    signOut: (_input, { request, reply }) => {
      const token = request.cookies[SESSION_COOKIE];
      if (token !== undefined) sessions.remove(hashSecret(token));
      reply.clearCookie(SESSION_COOKIE, { path: '/' });
      return undefined;
    },
    getServerInfo: () => ({ version: server.version, mqtt_port: server.mqttPort() }),
  };
}

function showSession({ kind, label, rights, owner, expiresAt }: Caller): Session {
  return { kind, label, rights: [...rights], owner, expires_at: toTimestampOrNull(expiresAt) };
}
