import { type FlowDocument, type FlowProblem, hasErrors, type ParsedFlow } from '@signalbox/flow';
import type { FlowRecord, Storage } from '@signalbox/storage';
import { HttpProblem, notFound } from '../http/problem.ts';

/** @throws {HttpProblem} `flow_invalid` when the body is no flow */
export function readFlow(parsed: ParsedFlow): FlowDocument {
  if (parsed.document !== undefined) return parsed.document;
  const detail = parsed.problems.map(({ message }) => message).join('; ');
  throw new HttpProblem('flow_invalid', `${detail}.`, { problems: [...parsed.problems] });
}

/** @throws {HttpProblem} `flow_invalid` with all problems, when one of them keeps the flow from running */
export function refuseFaulty(problems: readonly FlowProblem[]): void {
  if (!hasErrors(problems)) return;
  const errors = problems.filter(({ severity }) => severity === 'error');
  const detail = `The flow has ${errors.length} error(s); the first: ${errors[0]?.message ?? ''}`;
  throw new HttpProblem('flow_invalid', detail, { problems: [...problems] });
}

/** @throws {HttpProblem} `not_found` */
export function requireFlow({ flows }: Storage, id: number): FlowRecord {
  const flow = flows.get(id);
  if (flow === undefined) throw notFound(`Flow ${id}`);
  return flow;
}
