import type { Session } from '@signalbox/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_IDLE_MS, sessionCaller } from '../access/credentials.ts';
import { SIGN_IN_LINK_MS } from '../access/owner.ts';
import { hashSecret, newSecret } from '../access/secrets.ts';
import { type Caller, SESSION_COOKIE } from '../http/caller.ts';
import { HttpProblem } from '../http/problem.ts';
import { recordAction } from './audit.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { toTimestampOrNull } from './wire.ts';

type Names = 'signIn' | 'getSession' | 'signOut' | 'getServerInfo';

export function sessionHandlers(services: ApiServices): HandlersOf<Names> {
  const { storage, clock, server } = services;
  const { sessions, signInLinks, users } = storage.access;
  return {
    signIn: ({ body }, { request, reply }) => {
      const link = signInLinks.use(hashSecret(body.token));
      const user = link && users.get(link.userId);
      const now = clock.now();
      if (link === undefined || user === undefined || now - link.createdAt > SIGN_IN_LINK_MS) {
        throw new HttpProblem('sign_in_link_invalid', 'Restart Signalbox: it prints a new sign-in link.');
      }
      sessions.removeUnusedSince(now - SESSION_IDLE_MS);
      const token = newSecret();
      sessions.create({ tokenHash: hashSecret(token), userId: user.id });
      setSessionCookie(request, reply, token);
      const caller = sessionCaller(user, now);
      recordAction(storage, { caller }, { action: 'session.opened', target: `user ${user.id}` });
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

/** `Secure` only where the page came by HTTPS: on plain HTTP a browser would drop the cookie. */
function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    maxAge: SESSION_IDLE_MS / 1000,
  });
}

function showSession({ kind, label, rights, expiresAt }: Caller): Session {
  return { kind, label, rights: [...rights], expires_at: toTimestampOrNull(expiresAt) };
}
