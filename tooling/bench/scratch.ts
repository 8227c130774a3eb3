import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/*
 * Processes and folders of this run. However it ends, no process is left behind and no folder.
 */

const TMPFS = 0x01021994;
const STOP_WITHIN_MS = 10_000;

const children = new Set<ChildProcess>();
const folders = new Set<string>();

process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

/** A new empty folder that goes away with this process. */
export function makeFolder(parent: string): string {
  const folder = mkdtempSync(join(parent, 'signalbox-bench-'));
  folders.add(folder);
  return folder;
}

/** A folder for temporary files that lies on a disk: what memory holds is durable at no cost. */
export function folderOnDisk(): string {
  const candidates = [tmpdir(), '/var/tmp', process.cwd()];
  const found = candidates.find((path) => !isInMemory(path));
  if (found === undefined) throw new Error(`None of ${candidates.join(', ')} lies on a disk; give --folder`);
  return found;
}

function isInMemory(path: string): boolean {
  try {
    return statfsSync(path).type === TMPFS;
  } catch {
    return true; // There is no such folder.
  }
}

/**
 * A Node process with a channel for messages.
 * @param nodeOptions of Node.js itself
 */
export function forkChild(module: URL, nodeOptions: readonly string[] = []): ChildProcess {
  const execArgv = [...process.execArgv, ...nodeOptions];
  // Figures that are no number arrive as they are.
  return keep(fork(fileURLToPath(module), { serialization: 'advanced', execArgv }));
}

/** A process whose standard output is read line by line. */
export class LineChild {
  readonly process: ChildProcess;
  readonly #seen: string[] = [];
  #onLine: (line: string) => void = () => {};

  constructor(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    this.process = keep(child);
    createInterface({ input: child.stdout }).on('line', (line) => {
      this.#seen.push(line);
      this.#onLine(line);
    });
  }

  /** The first match in a line that it wrote or writes. @throws when it ends or takes too long */
  async waitFor(pattern: RegExp, withinMs: number): Promise<RegExpExecArray> {
    const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
    const fail = (why: string): void =>
      reject(new Error(`${this.process.spawnfile} ${why}\n${this.#seen.slice(-20).join('\n')}`));
    this.#onLine = (line) => {
      const match = pattern.exec(line);
      if (match !== null) resolve(match);
    };
    for (const line of this.#seen) this.#onLine(line);
    this.process.once('exit', () => fail('ended early'));
    this.process.once('error', ({ message }) => fail(`could not be started: ${message}`));
    const timer = setTimeout(() => fail(`was not ready within ${withinMs} ms`), withinMs);
    return promise.finally(() => clearTimeout(timer));
  }
}

/** Asks a process to end, and ends it when it does not. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  child.kill('SIGTERM');
  await once(child, 'exit');
  clearTimeout(timer);
}

/** A port that was free a moment ago, for programs that cannot choose one themselves. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port was found');
  return address.port;
}

function keep(child: ChildProcess): ChildProcess {
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}
