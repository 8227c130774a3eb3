import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type ApiClient, createApiClient } from '@signalbox/api';

const KEY = 'crash-test-key-0123456789abcdefg';
const MAIN = fileURLToPath(new URL('../../../cli/bin/signalbox.js', import.meta.url));

/** Where a server listens. */
export interface Listening {
  readonly api: ApiClient;
  readonly mqttUrl: string;
}

/** The whole server as a process of its own. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #listening: Promise<Listening | null>;

  constructor(folder: string) {
    const args = [MAIN, 'start', '--port', '0', '--mqtt-port', '0', '--data', folder];
    const env = {
      ...process.env,
      SIGNALBOX_API_KEY: KEY,
      SIGNALBOX_WEBHOOK_ALLOW: '127.0.0.0/8',
      SIGNALBOX_RATE_LIMIT: '0',
      SIGNALBOX_LOG_LEVEL: 'error',
    };
    this.#child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    this.#listening = this.#read();
  }

  /** Where it listens, once it does. @throws when it ends before */
  async listening(): Promise<Listening> {
    const listening = await this.#listening;
    if (listening === null) throw new Error('The server ended before it was ready');
    return listening;
  }

  /** Without warning: nothing in it runs any more. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** As an operator would. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill(signal);
    await once(this.#child, 'exit');
  }

  async #read(): Promise<Listening | null> {
    if (this.#child.stdout === null) return null;
    let url = '';
    for await (const line of createInterface({ input: this.#child.stdout })) {
      url = /Sign in\s+(http:\/\/[^/]+)/u.exec(line)?.[1] ?? url;
      const mqttUrl = /Devices\s+(mqtt:\S+)/u.exec(line)?.[1];
      if (mqttUrl) return { mqttUrl, api: createApiClient({ baseUrl: url, fetch, key: KEY }) };
    }
    return null;
  }
}
