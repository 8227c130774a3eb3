import type { PlatformCall, RawParameters } from '@signalbox/api';
import type { FastifyRequest } from 'fastify';
import { type Caller, type Credentials, SESSION_COOKIE } from '../http/caller.ts';
import { refuseCrossSite } from '../http/cross-site.ts';
import { HttpProblem } from '../http/problem.ts';
import type { RateLimit } from '../http/rate-limit.ts';
import { PlatformFault } from './platform-fault.ts';

/** What keys and session hashes are made of; anything else is none. */
const HASH = /^[\x21-\x7e]{32,200}$/;

const HEADER = /^(?:NVX|Bearer) +(\S+)$/i;

export interface Gate {
  readonly credentials: Credentials;
  readonly rateLimit: RateLimit;
}

export interface Admitted {
  readonly caller: Caller | undefined;
  readonly hash: string | null;
}

/**
 * Lets a request through when its credential, its rate and its rights allow the call, judged in
 * this order.
 * @throws {PlatformFault} 3, 4, 15, 13
 */
export function admit(
  gate: Gate,
  call: Pick<PlatformCall, 'credential' | 'rights'>,
  request: FastifyRequest,
  raw: RawParameters,
): Admitted {
  if (call.credential === 'none') {
    takeOne(gate, `address ${request.ip}`);
    return { caller: undefined, hash: null };
  }
  const hash = findHash(request, raw);
  const caller = hash === null ? undefined : find(gate.credentials, hash);
  takeOne(gate, caller === undefined ? `address ${request.ip}` : `user ${caller.userId}`);
  if (hash === null) throw new PlatformFault(3);
  if (caller === undefined || (call.credential === 'session' && caller.kind !== 'session')) {
    throw new PlatformFault(4);
  }
  if (!call.rights.every((right) => (right === 'owner' ? caller.owner : caller.rights.has(right)))) {
    throw new PlatformFault(13);
  }
  return { caller, hash };
}

/** @throws {PlatformFault} 15 */
export function takeOne({ rateLimit }: Gate, key: string): void {
  if (rateLimit.take(key) > 0) throw new PlatformFault(15);
}

function find(credentials: Credentials, hash: string): Caller | undefined {
  return credentials.byKey(hash) ?? credentials.bySession(hash);
}

/** `null` when there is none, or what is there cannot be one. */
function findHash(request: FastifyRequest, { json, texts }: RawParameters): string | null {
  const header = request.headers.authorization;
  // Other schemes are for whatever stands in front of us.
  if (header !== undefined && /^(?:NVX|Bearer)/i.test(header)) return valid(HEADER.exec(header)?.[1]);
  if (Object.hasOwn(json, 'hash')) return valid(json['hash']);
  const text = texts.get('hash');
  return text === undefined ? hashOfCookie(request) : valid(text);
}

function valid(hash: unknown): string | null {
  return typeof hash === 'string' && HASH.test(hash) ? hash : null;
}

/** A browser sends its cookie on its own, so it counts for requests that only our pages can make. */
function hashOfCookie(request: FastifyRequest): string | null {
  const token = request.cookies[SESSION_COOKIE];
  if (token === undefined || request.method !== 'POST') return null;
  try {
    refuseCrossSite(request);
    return valid(token);
  } catch (error) {
    if (error instanceof HttpProblem) return null;
    throw error;
  }
}
