import type { ProblemCode } from '@signalbox/api';
import { StoreUnavailable } from '@signalbox/runtime';
import { StorageError, type StorageErrorCode } from '@signalbox/storage';
import { HttpProblem } from '../http/problem.ts';

/** Refusals of the store that are answers to the caller. */
const PROBLEM_OF: Partial<Record<StorageErrorCode, ProblemCode>> = {
  not_found: 'not_found',
  device_exists: 'device_id_taken',
  login_exists: 'conflict',
  flow_conflict: 'version_conflict',
  bad_cursor: 'invalid_input',
};

/** The store's errors in the API's words; `null` for what is no answer but a fault. */
export function storageProblem(error: unknown): HttpProblem | null {
  if (error instanceof StoreUnavailable) {
    return new HttpProblem('not_ready', error.message, { headers: { 'retry-after': '5' } });
  }
  if (!(error instanceof StorageError)) return null;
  const code = PROBLEM_OF[error.code];
  return code === undefined ? null : new HttpProblem(code, error.message);
}
