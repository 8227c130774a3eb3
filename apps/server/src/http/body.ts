import type { FastifyInstance } from 'fastify';
import { HttpProblem } from './problem.ts';

/**
 * Reads bodies: JSON becomes a value, an empty body of any type is no body (`curl -X POST` sends
 * a form's content type), anything else is refused.
 */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, parseBody(String(text)));
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  });
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, text, done) => {
    if (text.length === 0) done(null, undefined);
    else done(wrongType(request.headers['content-type']));
  });
}

function parseBody(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new HttpProblem('invalid_json', describeSyntaxError(error, text));
  }
}

/** The engine's words with the place; at an early end it names none, so we do. */
export function describeSyntaxError(error: unknown, text: string): string {
  const words = error instanceof Error ? error.message : String(error);
  return words.includes('position') ? `${words}.` : `${words} (position ${text.length}).`;
}

function wrongType(type: string | undefined): HttpProblem {
  const sent = type === undefined ? 'nothing' : `"${type}"`;
  return new HttpProblem('unsupported_media_type', `Send the body as application/json, not as ${sent}.`);
}
