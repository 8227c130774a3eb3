import { StorageError } from '@signalbox/storage';
import { ListenFailure } from './listen.ts';
import { OptionError } from './options.ts';

/** Whether a start failed for a reason that its message explains to people, so that no stack is needed. */
export function isStartFailure(error: unknown): error is Error {
  return error instanceof OptionError || error instanceof ListenFailure || error instanceof StorageError;
}
