import type { FastifyReply } from 'fastify';
import { HttpProblem } from './problem.ts';

/** Is aborted with `caller_gone` when the caller hangs up before the answer is written; later it means nothing. */
export function whenGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  const leave = (): void =>
    gone.abort(new HttpProblem('caller_gone', 'Nobody waits for the answer any more.'));
  if (raw.destroyed) leave();
  else raw.once('close', leave);
  return gone.signal;
}
