import { CommandFailure } from './terminal.ts';
import type { Terminal } from './terminal.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'];

/** The option, else the environment variable. An empty variable counts as none, as `VAR= command` sets it. */
export function setting(
  flag: string | undefined,
  env: Terminal['env'],
  variable: string,
): string | undefined {
  const value = flag ?? env[variable]?.trim();
  return value === '' ? undefined : value;
}

/** An environment variable that holds a list, separated by commas. */
export function settings(env: Terminal['env'], variable: string): readonly string[] {
  return (env[variable] ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** @throws {CommandFailure} when `SIGNALBOX_LOG_LEVEL` is none */
export function readLogLevel(env: Terminal['env']): string {
  const level = setting(undefined, env, 'SIGNALBOX_LOG_LEVEL') ?? 'info';
  if (LOG_LEVELS.includes(level)) return level;
  throw new CommandFailure(`SIGNALBOX_LOG_LEVEL is "${level}"; give one of ${LOG_LEVELS.join(', ')}`);
}
