import type { z } from 'zod';
import { type Components, type Json, type JsonObject, toSchema } from '../openapi-schema.ts';
import { problemSchema } from './errors.ts';
import { LIVE_EVENTS_PATH, liveEventSchema, liveEventsQuery } from './live.ts';
import type { Route } from './route.ts';
import { routes } from './routes.ts';

/**
 * The OpenAPI 3.1 document of `/api`, made from the routes.
 * @param version of the product, for `info.version`
 */
export function createOpenApiDocument(version: string): JsonObject {
  const schemas: Components = {};
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, route] of Object.entries<Route>(routes)) {
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(name, route, schemas);
  }
  paths[LIVE_EVENTS_PATH] = { get: liveEventsOperation(schemas) };
  return {
    openapi: '3.1.0',
    info: { title: 'Signalbox management API', version, license: { name: 'Apache-2.0' } },
    paths,
    components: {
      schemas,
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'signalbox_session' },
      },
    },
  };
}

function operation(name: string, route: Route, schemas: Components): JsonObject {
  return {
    operationId: name,
    summary: route.summary,
    tags: [route.path.split('/')[2] ?? ''],
    ...security(route.access),
    parameters: [...parameters('path', route.params, schemas), ...parameters('query', route.query, schemas)],
    ...(route.body === undefined ? {} : { requestBody: requestBody(route.body, schemas) }),
    responses: {
      [String(route.status)]: {
        description: 'Success',
        ...(route.status === 204 ? {} : jsonContent(toSchema(route.response, 'output', schemas))),
      },
      default: problemResponse(schemas),
    },
  };
}

function liveEventsOperation(schemas: Components): JsonObject {
  return {
    operationId: 'liveEvents',
    summary: 'Streams what happens, as server-sent events',
    tags: ['events'],
    ...security('signed_in'),
    parameters: parameters('query', liveEventsQuery, schemas),
    responses: {
      '200': {
        description: 'Events; the data of each is one JSON object',
        content: { 'text/event-stream': { schema: toSchema(liveEventSchema, 'output', schemas) } },
      },
      default: problemResponse(schemas),
    },
  };
}

function security(access: Route['access']): JsonObject {
  if (access === 'anyone') return { security: [] };
  return {
    security: [{ key: [] }, { session: [] }],
    'x-right': typeof access === 'string' ? access : [...access],
  };
}

function parameters(place: 'path' | 'query', object: z.ZodObject | undefined, schemas: Components): Json[] {
  const shape: Readonly<Record<string, z.ZodType>> = object?.shape ?? {};
  return Object.entries(shape).map(([name, type]) => ({
    name,
    in: place,
    required: place === 'path' || !type.safeParse(undefined).success,
    schema: toSchema(type, 'input', schemas),
  }));
}

function requestBody(body: z.ZodType, schemas: Components): JsonObject {
  const required = !body.safeParse(undefined).success;
  return { required, ...jsonContent(toSchema(body, 'input', schemas)) };
}

function jsonContent(schema: Json): JsonObject {
  return { content: { 'application/json': { schema } } };
}

function problemResponse(schemas: Components): JsonObject {
  const schema = toSchema(problemSchema, 'output', schemas);
  return { description: 'Failure', content: { 'application/problem+json': { schema } } };
}
