import { readRetention, type RetentionLimits } from '@signalbox/storage';
import { WorkerOptionProblem } from './start-failure.ts';

/**
 * How long a worker keeps things, from the same variables as the server.
 * @param setting gives a variable by its name, `undefined` when it is not set
 * @throws {WorkerOptionProblem}
 */
export function readKeep(setting: (name: string) => string | undefined): RetentionLimits {
  try {
    return readRetention(setting);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new WorkerOptionProblem(error.message, { cause: error });
  }
}
