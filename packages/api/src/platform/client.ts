import { z } from 'zod';
import type { FetchLike } from '../management/client.ts';
import type { PlatformCall, PlatformInput, PlatformResponse } from './call.ts';
import { type PlatformCalls, platformCalls, type PlatformPath } from './calls.ts';
import type { ParameterFault } from './errors.ts';

export interface PlatformClientOptions {
  /** With the version and without a slash at the end, as in `http://127.0.0.1:8080/v2`. */
  readonly baseUrl: string;
  readonly fetch: FetchLike;
  /** An API key or a session's hash; left out on this server's own pages, where the cookie speaks. */
  readonly hash?: string;
}

const errorAnswer = z.object({
  success: z.literal(false),
  status: z.object({ code: z.int(), description: z.string() }),
  errors: z.array(z.object({ parameter: z.string(), error: z.string() })).optional(),
});

/** An error answer. The code is stable, texts are for people. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError';
  readonly code: number;
  /** HTTP status. */
  readonly status: number;
  readonly errors: readonly ParameterFault[];

  constructor(
    status: number,
    answer: { code: number; description: string; errors?: readonly ParameterFault[] | undefined },
  ) {
    super(answer.description);
    this.status = status;
    this.code = answer.code;
    this.errors = answer.errors ?? [];
  }
}

type CallFunction<C extends PlatformCall> =
  object extends PlatformInput<C>
    ? (parameters?: PlatformInput<C>) => Promise<PlatformResponse<C>>
    : (parameters: PlatformInput<C>) => Promise<PlatformResponse<C>>;

/** One function per call of `/v2`, by its path. */
export type PlatformClient = { readonly [Path in PlatformPath]: CallFunction<PlatformCalls[Path]> };

/**
 * A typed client of `/v2`: `client['tracker/output/set']({ tracker_id: 7, output: 1, enable: true })`.
 * It asks of an answer no more than the fields it knows, so it works with every server that speaks
 * this API.
 * @throws {PlatformError} from every call, for an error answer; what `fetch` throws passes through
 */
export function createPlatformClient(options: PlatformClientOptions): PlatformClient {
  const calls = Object.values<PlatformCall>(platformCalls).map((call) => [
    call.path,
    async (parameters: object = {}) => call.response.parse(await post(options, call.path, parameters)),
  ]);
  // Built from `platformCalls`, so it has one function per call; the library's types cannot say so.
  const client: PlatformClient = Object.fromEntries(calls);
  return client;
}

async function post(options: PlatformClientOptions, path: string, parameters: object): Promise<unknown> {
  const { baseUrl, fetch, hash } = options;
  const response = await fetch(`${baseUrl}/${path}`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    credentials: 'same-origin',
    body: JSON.stringify(hash === undefined ? parameters : { hash, ...parameters }),
  });
  const text = await response.text();
  const answer = parseJsonOrNull(text);
  const failed = errorAnswer.safeParse(answer);
  if (failed.success) {
    const { status, errors } = failed.data;
    throw new PlatformError(response.status, { ...status, errors });
  }
  // Something between us and the server may answer in other words.
  if (!response.ok) throw new PlatformError(response.status, { code: 0, description: text.slice(0, 200) });
  return answer;
}

function parseJsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
