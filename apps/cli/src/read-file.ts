import { readFile } from 'node:fs/promises';
import { FileProblem } from '@signalbox/worker/files';
import { CommandFailure } from './terminal.ts';

/**
 * Reads a file that the command line names and makes something of it.
 * @throws {CommandFailure} when it cannot be read or used
 */
export async function readInput<Content>(
  file: string,
  parse: (file: string, text: string) => Content,
): Promise<Content> {
  try {
    return parse(file, await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof FileProblem) throw new CommandFailure(error.message, { cause: error });
    throw new CommandFailure(cannotRead(file, error), { cause: error });
  }
}

/** Why a file cannot be read, in words; faults of another kind are thrown on. */
export function cannotRead(file: string, error: unknown): string {
  if (!(error instanceof Error && 'code' in error)) throw error;
  if (error.code === 'ENOENT') return `${file}: there is no such file`;
  if (error.code === 'EISDIR') return `${file}: is a folder, not a file`;
  return `${file}: cannot be read: ${error.message}`;
}
