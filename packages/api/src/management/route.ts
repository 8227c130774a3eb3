import type { z } from 'zod';
import type { Access } from './rights.ts';

/** One route of `/api` as data: the server, the client and the OpenAPI document are made from it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Parameters in braces, as in `/api/devices/{id}`. */
  readonly path: `/api/${string}`;
  readonly access: Access;
  /** One line for the document. */
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** A body that may be left out is `.optional()`. */
  readonly body?: z.ZodType;
  /** Status of success. */
  readonly status: 200 | 201 | 204;
  readonly response: z.ZodType;
}

/** Keeps a route's exact schemas in its type. */
export function defineRoute<const R extends Route>(route: R): R {
  return route;
}

type Part<R extends Route, K extends 'params' | 'query' | 'body'> = R[K] extends z.ZodType ? R[K] : never;

type OptionalWhenEmpty<Key extends string, Value> = [Value] extends [never]
  ? unknown
  : object extends Value
    ? { readonly [K in Key]?: Value | undefined }
    : undefined extends Value
      ? { readonly [K in Key]?: Value }
      : { readonly [K in Key]: Value };

/** What a caller of the route hands over, before defaults are filled in. */
export type RouteInput<R extends Route> = OptionalWhenEmpty<'params', z.input<Part<R, 'params'>>> &
  OptionalWhenEmpty<'query', z.input<Part<R, 'query'>>> &
  OptionalWhenEmpty<'body', z.input<Part<R, 'body'>>>;

/** What the route's handler sees: parsed, defaults filled in. */
export interface RouteRequest<R extends Route> {
  readonly params: z.output<Part<R, 'params'>>;
  readonly query: z.output<Part<R, 'query'>>;
  readonly body: z.output<Part<R, 'body'>>;
}

export type RouteResponse<R extends Route> = z.output<R['response']>;
