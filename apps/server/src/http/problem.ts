import {
  problemBody,
  PROBLEMS,
  type FieldError,
  type FlowProblem,
  type ProblemBody,
  type ProblemCode,
  type Right,
} from '@signalbox/api';
import type { Logger } from '@signalbox/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

interface Faults {
  readonly right?: Right;
  readonly errors?: FieldError[];
  readonly problems?: FlowProblem[];
}

/** An error that has an answer: a code of the catalogue and the case at hand in words. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly code: ProblemCode;
  readonly faults: Faults;
  /** Headers that go with the answer, as `retry-after`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, detail: string, extra: Faults & { headers?: Record<string, string> } = {}) {
    super(detail);
    const { headers, ...faults } = extra;
    this.code = code;
    this.faults = faults;
    this.headers = headers ?? {};
  }

  get body(): ProblemBody {
    return problemBody(this.code, this.message, this.faults);
  }
}

/** The problem for something that was asked for by id; `what` as in "Flow 7". */
export function notFound(what: string): HttpProblem {
  return new HttpProblem('not_found', `${what} does not exist.`);
}

/** Errors of the framework that are the caller's, by their code. */
const FRAMEWORK_PROBLEMS: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid_input',
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
};

/** Recognises errors of one layer below; `null` when it does not know the error. */
export type ErrorTranslator = (error: unknown) => HttpProblem | null;

export interface ErrorAnswers {
  /** For errors of the store and the like. */
  readonly translate: ErrorTranslator;
  /** Told of every problem that is answered. */
  readonly onProblem: (code: ProblemCode) => void;
  /** For addresses that only the editor's router knows. */
  readonly page: {
    wanted(request: FastifyRequest): boolean;
    send(reply: FastifyReply): Promise<FastifyReply>;
  };
}

/**
 * Turns whatever a handler throws into an answer of `application/problem+json`. What is not the
 * caller's doing is logged with its stack; the answer has none.
 */
export function answerErrors(app: FastifyInstance, log: Logger, answers: ErrorAnswers): void {
  const { translate, onProblem, page } = answers;
  app.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error, translate);
    onProblem(problem.code);
    if (PROBLEMS[problem.code].status >= 500) {
      log.error({ err: error, method: request.method, path: pathOf(request.url) }, 'A request failed');
    }
    return sendProblem(reply, problem);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request.url);
    if (!path.startsWith('/api/') && page.wanted(request)) return page.send(reply);
    onProblem('not_found');
    return sendProblem(reply, notFound(`${request.method} ${path}`));
  });
}

/** Answers what the framework refuses before it looks for a route: an address that is none. */
export function answerFrameworkError(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(
    reply,
    toProblem(error, () => null),
  );
}

export function sendProblem(reply: FastifyReply, problem: HttpProblem): FastifyReply {
  return reply
    .code(PROBLEMS[problem.code].status)
    .headers(problem.headers)
    .type('application/problem+json')
    .send(JSON.stringify(problem.body));
}

function toProblem(error: unknown, translate: ErrorTranslator): HttpProblem {
  if (error instanceof HttpProblem) return error;
  const translated = translate(error);
  if (translated !== null) return translated;
  const code = frameworkProblem(error);
  if (code !== undefined && error instanceof Error) return new HttpProblem(code, `${error.message}.`);
  return new HttpProblem('internal', 'The request failed on the server; its log says more.');
}

function frameworkProblem(error: unknown): ProblemCode | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return FRAMEWORK_PROBLEMS[String(error.code)];
}

/** A URL without its query, which may hold a credential. */
export function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
