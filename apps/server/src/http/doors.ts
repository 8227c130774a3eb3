import type { Access } from '@signalbox/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { admit, type Caller, type Credentials, identify } from './caller.ts';
import { refuseCrossSite } from './cross-site.ts';
import { HttpProblem } from './problem.ts';
import type { RateLimit } from './rate-limit.ts';

/**
 * A route and who may use it. `device`: the route itself checks the key of the device it names.
 * `platform`: the route itself looks for the credential, which may stand in the body.
 */
export interface Door {
  readonly method: string;
  readonly url: string;
  readonly access: Access | 'device' | 'platform';
}

export interface DoorOptions {
  readonly credentials: Credentials;
  readonly rateLimit: RateLimit;
}

/**
 * Puts a guard before every route that is registered after it. Deny by default: a route that does
 * not name its access in `config` cannot be registered, and nobody is let in before the body is read.
 */
export function guardDoors(app: FastifyInstance, options: DoorOptions): void {
  const doors: Door[] = [];
  app.decorate('doors', doors);
  app.decorateRequest('caller', undefined);
  app.addHook('onRoute', ({ method, url, config }) => {
    const access = config?.access;
    if (access === undefined) throw new Error(`The route ${String(method)} ${url} does not name its access.`);
    doors.push(...[method].flat().map((one) => ({ method: one, url, access })));
  });
  app.addHook('onRequest', async (request) => {
    if (!request.is404) request.caller = enter(request, options);
  });
}

function enter(request: FastifyRequest, options: DoorOptions): Caller | undefined {
  const { access } = request.routeOptions.config;
  if (access === 'device' || access === 'platform') return undefined;
  refuseCrossSite(request);
  if (access === 'anyone') {
    // Pages and their files come in bursts and cost little; a guess at a token is neither.
    if (request.method === 'POST') limitRate(request, undefined, options.rateLimit);
    return undefined;
  }
  const caller = identify(request, options.credentials);
  limitRate(request, caller, options.rateLimit);
  return admit(caller, access);
}

function limitRate(request: FastifyRequest, caller: Caller | undefined, rateLimit: RateLimit): void {
  const waitS = rateLimit.take(caller === undefined ? `address ${request.ip}` : `user ${caller.userId}`);
  if (waitS === 0) return;
  throw new HttpProblem('rate_limited', `Too many requests; try again in ${waitS} s.`, {
    headers: { 'retry-after': String(waitS) },
  });
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access: Door['access'];
  }
  interface FastifyRequest {
    /** Whoever was let in; nobody where anyone may enter. */
    caller: Caller | undefined;
  }
  interface FastifyInstance {
    /** Every route with its access, in order of registration. */
    doors: readonly Door[];
  }
}
