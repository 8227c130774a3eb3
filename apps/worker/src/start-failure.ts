import { StorageError } from '@signalbox/storage';
import { FileProblem } from './files/file-problem.ts';

/** An option has a value that cannot be used. */
export class WorkerOptionProblem extends Error {
  override readonly name = 'WorkerOptionProblem';
}

/** A start failed for a reason that the user can put right: its message says what and where. */
export function isStartFailure(error: unknown): error is Error {
  return (
    error instanceof FileProblem || error instanceof StorageError || error instanceof WorkerOptionProblem
  );
}
