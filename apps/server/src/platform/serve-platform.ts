import {
  createPlatformOpenApiDocument,
  PLATFORM_ERRORS,
  platformErrorBody,
  type PlatformErrorCode,
} from '@signalbox/api';
import { type Logger, StoreUnavailable } from '@signalbox/runtime';
import { StorageError } from '@signalbox/storage';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ApiServices } from '../api/services.ts';
import { pathOf } from '../http/problem.ts';
import { identify } from '../http/caller.ts';
import { admit, type Gate } from './admission.ts';
import { createDispatch } from './dispatch.ts';
import { PlatformFault } from './platform-fault.ts';
import { readRequest } from './read-request.ts';

const MAX_BODY_BYTES = 1024 * 1024;

const JSON_TYPE = 'application/json; charset=utf-8';

export interface PlatformOptions extends Gate {
  readonly services: ApiServices;
  readonly log: Logger;
  /** Told of every error that is answered. */
  readonly onError: (code: PlatformErrorCode) => void;
}

/** Serves `/v2` and `/api-v2`: one way in for every call, which judges each request by itself. */
export async function servePlatform(app: FastifyInstance, options: PlatformOptions): Promise<void> {
  const { services, log, onError } = options;
  const dispatch = createDispatch(services, options);
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // Content types come in all spellings; the dispatcher reads the text and says what is wrong with it.
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => done(null, text));
    scope.setErrorHandler((error, request, reply) => {
      const fault = toFault(error);
      onError(fault.code);
      if (PLATFORM_ERRORS[fault.code].status >= 500) {
        log.error({ err: error, method: request.method, path: pathOf(request.url) }, 'A request failed');
      }
      return sendFault(reply, fault);
    });
    serveDocument(scope, options);
    for (const url of ['/v2', '/v2/*', '/api-v2', '/api-v2/*']) {
      scope.all(url, { bodyLimit: MAX_BODY_BYTES, config: { access: 'platform' } }, async (request, reply) =>
        reply.type(JSON_TYPE).send(await dispatch(request)),
      );
    }
  });
}

/** Any credential will do, from wherever either API takes one. */
function serveDocument(scope: FastifyInstance, options: PlatformOptions): void {
  const document = createPlatformOpenApiDocument(options.services.server.version);
  const needs = { credential: 'any', rights: [] } as const;
  for (const url of ['/v2/openapi.json', '/api-v2/openapi.json']) {
    scope.get(url, { config: { access: 'platform' } }, (request) => {
      const caller = identify(request, options.credentials);
      if (caller === undefined) admit(options, needs, request, readRequest(request));
      return document;
    });
  }
}

function sendFault(reply: FastifyReply, { code, errors }: PlatformFault): FastifyReply {
  if (code === 15) reply.header('retry-after', '1');
  return reply
    .code(PLATFORM_ERRORS[code].status)
    .type(JSON_TYPE)
    .send(JSON.stringify(platformErrorBody(code, errors)));
}

/** Errors of the framework that are the caller's, by their code. */
const FRAMEWORK_FAULTS: Readonly<Record<string, PlatformErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 9,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 5,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 5,
};

function toFault(error: unknown): PlatformFault {
  if (error instanceof PlatformFault) return error;
  if (error instanceof StoreUnavailable) return new PlatformFault(14);
  // What was there a moment ago has been deleted meanwhile.
  if (error instanceof StorageError && error.code === 'not_found') return new PlatformFault(201);
  const code = error instanceof Error && 'code' in error ? FRAMEWORK_FAULTS[String(error.code)] : undefined;
  return new PlatformFault(code ?? 6);
}
