import { type Access, type Right, rightsFor } from '@signalbox/api';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from './problem.ts';

/** Whoever a credential stands for. */
export interface Caller {
  readonly kind: 'session' | 'key';
  readonly userId: number;
  /** For people: the key's label or the user's name. */
  readonly label: string;
  readonly rights: ReadonlySet<Right>;
  /** The owner, or a key that may do all the owner may. */
  readonly owner: boolean;
  /** Unix ms; `null` for a credential that does not end by itself. */
  readonly expiresAt: number | null;
}

/** Looks up credentials. They are random and long, so a plain hash of them is looked up. */
export interface Credentials {
  /** The holder of an API key; `undefined` for a key that nobody holds. */
  byKey(key: string): Caller | undefined;
  /** The holder of a session's token. */
  bySession(token: string): Caller | undefined;
}

export const SESSION_COOKIE = 'signalbox_session';

const HEADER_SCHEMES = /^(?:Bearer|NVX)\s+(\S{1,200})$/i;

/**
 * Who calls: by `Authorization: Bearer <key>`, `Authorization: NVX <key>` or the session cookie.
 * A header that is no known credential is nobody, even with a good cookie beside it.
 */
export function identify(request: FastifyRequest, credentials: Credentials): Caller | undefined {
  const header = request.headers.authorization;
  if (header !== undefined) {
    const key = HEADER_SCHEMES.exec(header)?.[1];
    return key === undefined ? undefined : credentials.byKey(key);
  }
  const token = request.cookies[SESSION_COOKIE];
  return token === undefined ? undefined : credentials.bySession(token);
}

/**
 * Lets the caller through when it has what the route asks for.
 * @throws {HttpProblem} `unauthorized` for nobody, `forbidden` without the right
 */
export function admit(caller: Caller | undefined, access: Exclude<Access, 'anyone'>): Caller {
  if (caller === undefined) {
    throw new HttpProblem(
      'unauthorized',
      'Sign in, or send a known API key as "Authorization: Bearer <key>".',
      {
        headers: { 'www-authenticate': 'Bearer realm="signalbox"' },
      },
    );
  }
  if (access === 'owner') requireOwner(caller);
  for (const right of rightsFor(access)) requireRight(caller, right);
  return caller;
}

function requireOwner(caller: Caller): void {
  if (!caller.owner) throw new HttpProblem('forbidden', 'This is for the owner alone.');
}

/** @throws {HttpProblem} `forbidden` */
export function requireRight(caller: Caller, right: Right): void {
  if (caller.rights.has(right)) return;
  const detail = `This needs the right "${right}", which ${caller.label} lacks.`;
  throw new HttpProblem('forbidden', detail, { right });
}
