import { StorageError } from '@signalbox/storage';
import { ListenFailure } from './listen.ts';
import { OptionError } from './option-error.ts';

/** Whether a start failed for a reason that its message explains to people, so that no stack is needed. */
export function isStartFailure(error: unknown): error is Error {
  return error instanceof OptionError || error instanceof ListenFailure || error instanceof StorageError;
}

/** Whether the data folder belongs to a server that runs. */
export function isInUse(error: Error): boolean {
  return error instanceof StorageError && error.code === 'in_use';
}
