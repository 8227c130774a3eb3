import { pino, type Logger } from 'pino';

/** Fields that hold secrets wherever they occur in what is logged. */
const SECRET_FIELDS = ['authorization', 'cookie', 'key', 'apiKey', 'password', 'token'];

/** The log of the process: JSON lines on standard error, so that standard output is for people. */
export function createLog(level: string): Logger {
  const paths = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino({ level, redact: { paths, censor: '[secret]' } }, pino.destination({ dest: 2, sync: false }));
}
