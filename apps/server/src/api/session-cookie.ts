import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_IDLE_MS } from '../access/credentials.ts';
import { SESSION_COOKIE } from '../http/caller.ts';

/** `Secure` only where the page came by HTTPS: on plain HTTP a browser would drop the cookie. */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    maxAge: SESSION_IDLE_MS / 1000,
  });
}
