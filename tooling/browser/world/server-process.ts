import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../apps/cli/bin/signalbox.js', import.meta.url));

/** The owner's key for what a test prepares; people sign in. */
export const OWNER_KEY = 'browser-test-key-0123456789abcde';

interface Addresses {
  readonly url: string;
  readonly signInUrl: string;
  readonly mqttUrl: string;
}

interface Started extends Addresses {
  readonly child: ChildProcess;
}

/** `signalbox start` as its own process, over a data folder of its own, on ports that are free. */
export class ServerProcess {
  readonly #folder: string;
  #started: Started;

  private constructor(folder: string, started: Started) {
    this.#folder = folder;
    this.#started = started;
  }

  static async start(): Promise<ServerProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'signalbox-browser-'));
    return new ServerProcess(folder, await start(folder, '0', '0'));
  }

  get url(): string {
    return this.#started.url;
  }

  /** Works once. */
  get signInUrl(): string {
    return this.#started.signInUrl;
  }

  get mqttUrl(): string {
    return this.#started.mqttUrl;
  }

  /** Ends the process in order and starts it again over the same data and on the same ports. */
  async restart(): Promise<void> {
    const { url, mqttUrl } = this.#started;
    await this.#end();
    this.#started = await start(this.#folder, new URL(url).port, new URL(mqttUrl).port);
  }

  async stop(): Promise<void> {
    await this.#end();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #end(): Promise<void> {
    const { child } = this.#started;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

async function start(folder: string, port: string, mqttPort: string): Promise<Started> {
  const child = spawn(
    process.execPath,
    [MAIN, 'start', '--port', port, '--mqtt-port', mqttPort, '--data', folder],
    {
      env: { ...process.env, SIGNALBOX_API_KEY: OWNER_KEY, SIGNALBOX_RATE_LIMIT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  // A test run that is broken off leaves nothing behind.
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  let signInUrl: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    signInUrl = /Sign in\s+(\S+)/u.exec(line)?.[1] ?? signInUrl;
    const mqttUrl = /Devices\s+(mqtt:\S+)/u.exec(line)?.[1];
    if (signInUrl === undefined || mqttUrl === undefined) continue;
    // A pipe that nobody reads any more would fill up and stop the server.
    child.stdout.resume();
    return { child, url: new URL(signInUrl).origin, signInUrl, mqttUrl };
  }
  throw new Error('the server ended before it was ready');
}
