import type { FastifyRequest } from 'fastify';
import { HttpProblem } from './problem.ts';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a change that another site's page asked a signed-in browser for. Browsers say where a
 * request comes from, and a form of another site can send neither JSON nor a header of its own.
 * A request with an `Authorization` header was not made by a browser on its own.
 * @throws {HttpProblem} `cross_site`
 */
export function refuseCrossSite(request: FastifyRequest): void {
  if (SAFE_METHODS.has(request.method) || request.headers.authorization !== undefined) return;
  if (comesFromElsewhere(request)) {
    throw new HttpProblem('cross_site', 'Changes are taken from the pages of this server only.');
  }
  if (!showsIntent(request)) {
    throw new HttpProblem(
      'cross_site',
      'With a session, send the header "X-Requested-With: signalbox" or a body of application/json.',
    );
  }
}

function comesFromElsewhere(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin } = request.headers;
  if (origin === undefined) return false;
  if (!URL.canParse(origin)) return true;
  const { protocol, host } = new URL(origin);
  // Read alike, so that a default port counts the same written or not.
  const ours = `${protocol}//${request.host}`;
  return !URL.canParse(ours) || new URL(ours).host !== host;
}

function showsIntent(request: FastifyRequest): boolean {
  if (request.headers['x-requested-with'] !== undefined) return true;
  return request.headers['content-type']?.startsWith('application/json') === true;
}
