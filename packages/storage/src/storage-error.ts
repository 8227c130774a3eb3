/** What can be wrong with the store or with what is asked of it. Codes are API, messages are not. */
export type StorageErrorCode =
  /** The data folder or file cannot be written. */
  | 'not_writable'
  /** Another process holds the file. */
  | 'in_use'
  /** The file is not an SQLite database. */
  | 'not_a_database'
  /** The file is an SQLite database of another program. */
  | 'foreign_database'
  /** The file was written by a newer Signalbox. */
  | 'newer_version'
  | 'corrupt'
  /** A backup would go where something is already. */
  | 'not_empty'
  | 'device_exists'
  | 'login_exists'
  | 'flow_conflict'
  | 'bad_cursor'
  | 'not_found';

/** Says what is wrong, where, and what to do about it. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** The row that was asked for does not exist; `what` as in "Flow 7". */
export function notFound(what: string): StorageError {
  return new StorageError('not_found', `${what} does not exist.`);
}
