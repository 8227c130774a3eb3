import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCommandLine } from '../command-line.ts';
import type { Terminal } from '../terminal.ts';

/** What a command did. */
export interface Finished {
  readonly code: number;
  /** Lines on standard output. */
  readonly out: readonly string[];
  /** Lines on standard error. */
  readonly err: readonly string[];
}

/** A folder that lives as long as the test. */
export class CommandFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'signalbox-cli-'));

  constructor() {
    onTestFinished(() => rmSync(this.path, { recursive: true }));
  }

  /** Writes a file, as JSON unless it is text, and gives its path. */
  write(name: string, content: unknown): string {
    const file = join(this.path, name);
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  }

  /** Writes records, one a line; a text stands as it is. */
  writeLines(name: string, records: readonly unknown[]): string {
    const lines = records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record)));
    return this.write(name, `${lines.join('\n')}\n`);
  }
}

export interface Surroundings {
  readonly env?: Terminal['env'];
  /** Resolves when the command is to be asked to stop; by default never. */
  readonly stopped?: Promise<void>;
}

/** Runs a command line in this process, as a shell would show it. */
export async function runCommand(args: readonly string[], around: Surroundings = {}): Promise<Finished> {
  const { env = {}, stopped = new Promise(() => {}) } = around;
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommandLine(args, {
    env,
    print(text) {
      out.push(...text.split('\n'));
      return undefined;
    },
    report: (text) => void err.push(...text.split('\n')),
    untilStopped: async () => {
      await stopped;
      return 'SIGTERM';
    },
    onHangup: () => () => {},
  });
  return { code, out, err };
}
