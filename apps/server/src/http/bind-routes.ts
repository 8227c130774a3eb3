import {
  type FieldError,
  type Operation,
  type Route,
  type RouteRequest,
  type RouteResponse,
  type Routes,
  routes,
} from '@signalbox/api';
import { type Fault, readFaults } from '@signalbox/flow';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Caller } from './caller.ts';
import { HttpProblem } from './problem.ts';

/** Beside the request: who asks, and the reply for what is no body (cookies). */
export interface HandlerContext<Who = Caller> {
  readonly caller: Who;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

type Answer<R extends Route> = RouteResponse<R> | Promise<RouteResponse<R>>;

/** A route's behaviour. Its input is parsed, its caller admitted. */
export type Handler<R extends Route> = (
  request: RouteRequest<R>,
  context: HandlerContext<R['access'] extends 'anyone' ? undefined : Caller>,
) => Answer<R>;

/** A part that the route does not have: whatever is sent there is not looked at. */
const NOTHING = z.unknown();

/** One handler per operation of `/api`. */
export type Handlers = { readonly [Name in Operation]: Handler<Routes[Name]> };

/** A handler whose types were checked where it was put together with its route. */
type ErasedHandler = (request: object, context: HandlerContext<Caller | undefined>) => unknown;

/** Registers every operation of the management API. */
export function bindRoutes(app: FastifyInstance, handlers: Handlers): void {
  const erased: Readonly<Record<string, unknown>> = handlers;
  for (const [name, route] of Object.entries<Route>(routes)) {
    const handler = erased[name];
    if (typeof handler !== 'function') throw new Error(`The operation ${name} has no handler.`);
    bind(app, route, (request, context) => Reflect.apply(handler, undefined, [request, context]));
  }
}

function bind(app: FastifyInstance, route: Route, handler: ErasedHandler): void {
  app.route({
    method: route.method,
    url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    config: { access: route.access },
    handler: async (request, reply) => {
      const input = {
        params: parse(route.params ?? NOTHING, request.params, 'params'),
        query: parse(route.query ?? NOTHING, request.query, 'query'),
        body: parse(route.body ?? NOTHING, request.body, 'body'),
      };
      const answer = await handler(input, { caller: request.caller, request, reply });
      reply.code(route.status);
      return route.status === 204 ? reply.send() : answer;
    },
  });
}

/**
 * Reads one part of a request with the route's schema.
 * @throws {HttpProblem} `invalid_input` that names every faulty field
 */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  part: FieldPlace,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = readFaults(schema, value).map((fault) => toFieldError(fault, part, value));
  const detail = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new HttpProblem('invalid_input', `${detail}.`, { errors });
}

type FieldPlace = 'params' | 'query' | 'body';

function toFieldError(fault: Fault, part: FieldPlace, value: unknown): FieldError {
  const path = [part, ...fault.path].join('.');
  if (value === undefined && fault.path.length === 0) return { path, message: 'is missing; send JSON' };
  return { path, message: fault.message };
}
