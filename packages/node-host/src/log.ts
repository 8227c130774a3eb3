import { destination, pino } from 'pino';
import type { Logger } from 'pino';

/** Fields that hold secrets wherever they occur in what is logged. */
const SECRET_FIELDS = ['authorization', 'cookie', 'key', 'apiKey', 'password', 'token'];

/** Standard error. */
const STDERR = 2;

/**
 * The log of a process: JSON lines on standard error, so that standard output is for people.
 * @param level the least serious level that is written: `trace` … `error`, or `silent`
 */
export function createLog(level: string): Logger {
  const paths = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino({ level, redact: { paths, censor: '[secret]' } }, destination({ dest: STDERR, sync: false }));
}
