import type { z } from 'zod';
import { problemSchema, type ProblemBody } from './errors.ts';
import type { Route, RouteInput, RouteResponse } from './route.ts';
import { routes, type Operation, type Routes } from './routes.ts';

/** The part of an HTTP answer that the client reads; a browser's `Response` is one. */
export interface FetchedResponse {
  readonly ok: boolean;
  readonly status: number;
  text(): Promise<string>;
}

/** The part of `fetch` that the client calls; the browser's is one. */
export type FetchLike = (
  url: string,
  init: {
    readonly method: Route['method'];
    readonly headers: Record<string, string>;
    readonly body?: string;
    readonly credentials: 'same-origin';
  },
) => Promise<FetchedResponse>;

export interface ApiClientOptions {
  /** Where the server is, without a slash at the end; empty in the editor: the page's own origin. */
  readonly baseUrl: string;
  readonly fetch: FetchLike;
  /** An API key; left out in the editor, where the session cookie speaks. */
  readonly key?: string;
}

/** An error answer of the server. `problem.code` is stable, the texts are for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly problem: ProblemBody;

  constructor(problem: ProblemBody) {
    super(problem.detail === '' ? problem.title : problem.detail);
    this.problem = problem;
  }
}

type Call<R extends Route> =
  object extends RouteInput<R>
    ? (input?: RouteInput<R>) => Promise<RouteResponse<R>>
    : (input: RouteInput<R>) => Promise<RouteResponse<R>>;

/** One function per operation of `routes`. */
export type ApiClient = { readonly [Name in Operation]: Call<Routes[Name]> };

interface AnyInput {
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
}

/**
 * A typed client of `/api`: `client.getDevice({ params: { id: 7 } })`. Answers are parsed with
 * the route's schema.
 * @throws {ApiError} from every call, for an error answer; what `fetch` throws passes through
 */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const calls = Object.entries<Route>(routes).map(([name, route]) => [
    name,
    (input?: AnyInput) => call(options, route, input ?? {}),
  ]);
  // Built from `routes`, so it has one call per operation; the library's types cannot say so.
  const client: ApiClient = Object.fromEntries(calls);
  return client;
}

async function call(options: ApiClientOptions, route: Route, input: AnyInput): Promise<unknown> {
  const url = options.baseUrl + fillPath(route.path, input.params ?? {}) + queryText(input.query ?? {});
  const response = await options.fetch(url, {
    method: route.method,
    headers: requestHeaders(options, input),
    credentials: 'same-origin',
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new ApiError(readProblem(response.status, text));
  return parseAnswer(route.response, text);
}

function requestHeaders(options: ApiClientOptions, input: AnyInput): Record<string, string> {
  return {
    accept: 'application/json',
    // The server asks for it on unsafe methods with a cookie: another site's form cannot set it.
    'x-requested-with': 'signalbox',
    ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(options.key === undefined ? {} : { authorization: `Bearer ${options.key}` }),
  };
}

function fillPath(path: string, params: Readonly<Record<string, unknown>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
}

function queryText(query: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function parseAnswer(schema: z.ZodType, text: string): unknown {
  return schema.parse(text === '' ? undefined : JSON.parse(text));
}

/** Something between us and the server (a proxy) may answer without problem+json. */
function readProblem(status: number, text: string): ProblemBody {
  const parsed = problemSchema.safeParse(parseJsonOrNull(text));
  if (parsed.success) return parsed.data;
  const title = `The server answered ${status}`;
  return { type: 'about:blank', title, status, code: 'unknown', detail: text.slice(0, 200) };
}

function parseJsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
