import type { z } from 'zod';
import { type Components, type Json, type JsonObject, toSchema } from '../openapi-schema.ts';
import { errorsOf, type PlatformCall } from './call.ts';
import { platformCalls } from './calls.ts';
import { PLATFORM_ERRORS, type PlatformErrorCode } from './errors.ts';

/** Errors that any call may answer with, whatever it is. */
export const GENERAL_ERRORS: readonly PlatformErrorCode[] = [5, 6, 9, 14, 15, 111, 112];

const ERROR_SCHEMA: JsonObject = {
  type: 'object',
  required: ['success', 'status'],
  properties: {
    success: { const: false },
    status: {
      type: 'object',
      required: ['code', 'description'],
      properties: { code: { type: 'integer' }, description: { type: 'string' } },
    },
    errors: {
      type: 'array',
      description: 'With code 7 only',
      items: {
        type: 'object',
        required: ['parameter', 'error'],
        properties: { parameter: { type: 'string' }, error: { type: 'string' } },
      },
    },
  },
};

/**
 * The OpenAPI 3.1 document of `/v2`, made from the calls.
 * @param version of the product, for `info.version`
 */
export function createPlatformOpenApiDocument(version: string): JsonObject {
  const schemas: Components = { Error: ERROR_SCHEMA };
  const paths: Record<string, Json> = {};
  for (const call of Object.values<PlatformCall>(platformCalls)) {
    paths[`/v2/${call.path}`] = { get: getOperation(call, schemas), post: postOperation(call, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Signalbox platform API', version, license: { name: 'Apache-2.0' } },
    paths,
    components: {
      schemas,
      securitySchemes: {
        header: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'NVX <hash>: an API key or the hash of a session',
        },
        query: { type: 'apiKey', in: 'query', name: 'hash' },
      },
    },
  };
}

function getOperation(call: PlatformCall, schemas: Components): JsonObject {
  return { ...common(call, 'get', schemas), parameters: queryParameters(call, schemas) };
}

function postOperation(call: PlatformCall, schemas: Components): JsonObject {
  const schema = bodySchema(call, schemas);
  const content = {
    'application/json': { schema },
    'application/x-www-form-urlencoded': { schema },
  };
  return { ...common(call, 'post', schemas), requestBody: { content } };
}

function common(call: PlatformCall, method: string, schemas: Components): JsonObject {
  return {
    operationId: `${method}_${call.path.replaceAll('/', '_')}`,
    summary: call.summary,
    tags: [call.path.split('/').slice(0, -1).join('/')],
    security: call.credential === 'none' ? [] : [{ header: [] }, { query: [] }],
    'x-rights': call.rights,
    responses: {
      '200': { description: 'Success', ...json(toSchema(call.response, 'output', schemas)) },
      ...errorResponses(call),
    },
  };
}

/** By HTTP status, each with the codes that come with it. */
function errorResponses(call: PlatformCall): JsonObject {
  const codes = new Set([...errorsOf(call), ...GENERAL_ERRORS]);
  const groups = Map.groupBy(codes, (code) => PLATFORM_ERRORS[code].status);
  const responses = [...groups].map(([status, inGroup]) => {
    const lines = inGroup.map((code) => `${code}: ${PLATFORM_ERRORS[code].description}`);
    const schema = { $ref: '#/components/schemas/Error' };
    return [String(status), { description: lines.join('; '), ...json(schema) }];
  });
  return Object.fromEntries(responses);
}

function queryParameters(call: PlatformCall, schemas: Components): Json[] {
  return Object.entries(call.parameters.shape).map(([name, type]) => queryParameter(name, type, schemas));
}

function queryParameter(name: string, type: z.ZodType, schemas: Components): JsonObject {
  const schema = toSchema(type, 'input', schemas);
  const parameter = { name, in: 'query', required: !type.safeParse(undefined).success };
  return isPlain(schema) ? { ...parameter, schema } : { ...parameter, ...json(schema) };
}

/** Lists and objects stand in a query as JSON text. */
function isPlain({ type }: JsonObject): boolean {
  return type !== undefined && type !== 'array' && type !== 'object';
}

/** The parameters, and beside them the credential. */
function bodySchema(call: PlatformCall, schemas: Components): JsonObject {
  const schema = toSchema(call.parameters, 'input', schemas);
  if (call.credential === 'none') return schema;
  const hash = { type: 'string', description: 'Unless it stands in the header or the query' };
  const own = schema['properties'];
  return { ...schema, properties: Object.assign({ hash }, own) };
}

function json(schema: Json): JsonObject {
  return { content: { 'application/json': { schema } } };
}
