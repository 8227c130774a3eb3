import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import type { Login } from '../load/mqtt-link.ts';
import { LineChild, endChild } from '../scratch.ts';
import { SPEEDING_FLOW } from '../speeding-flow.ts';
import { deviceIds } from './subject.ts';
import type { Subject } from './subject.ts';

const COMMAND = fileURLToPath(new URL('../../../apps/cli/bin/signalbox.js', import.meta.url));
const API_KEY = 'benchmark-key-of-a-server-that-lives-for-minutes';
const READY_WITHIN_MS = 30_000;
const REGISTERING_AT_ONCE = 20;

export interface SignalboxOptions {
  /** Where the database goes. */
  readonly folder: string;
  readonly devices: number;
  /** Folder for a CPU profile, or `null`. */
  readonly profileTo: string | null;
}

/** `signalbox start` as its own process, with registered devices and a published flow. */
export async function startSignalbox({ folder, devices, profileTo }: SignalboxOptions): Promise<Subject> {
  const profiling = profileTo === null ? [] : ['--cpu-prof', '--cpu-prof-dir', profileTo];
  const args = [...profiling, COMMAND, 'start', '--port', '0', '--mqtt-port', '0', '--data', folder];
  const child = new LineChild(process.execPath, args, {
    ...process.env,
    SIGNALBOX_API_KEY: API_KEY,
    SIGNALBOX_RATE_LIMIT: '0',
    SIGNALBOX_LOG_LEVEL: 'warn',
  });
  const [, url = ''] = await child.waitFor(/(http:\/\/[\d.]+:\d+)/, READY_WITHIN_MS);
  const [, port] = await child.waitFor(/mqtt:\/\/[\d.]+:(\d+)/, READY_WITHIN_MS);
  const api = new Api(url);
  const logins = await register(api, devices);
  const { id } = await api.post('/api/flows', SPEEDING_FLOW);
  await api.post(`/api/flows/${String(id)}/publish`);
  const stop = (): Promise<void> => endChild(child.process);
  return { name: 'Signalbox', port: Number(port), logins, progressTopic: null, stop };
}

async function register(api: Api, count: number): Promise<readonly Login[]> {
  const logins: Login[] = [];
  const ids = deviceIds(count);
  for (let at = 0; at < count; at += REGISTERING_AT_ONCE) {
    const some = ids.slice(at, at + REGISTERING_AT_ONCE).map(async (deviceId) => {
      const device = { label: deviceId, device_id: deviceId, model: 'ngp_generic' };
      const { key } = await api.post('/api/devices', device);
      return { deviceId, key: String(key) };
    });
    logins.push(...(await Promise.all(some)));
  }
  return logins;
}

class Api {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async post(path: string, body?: object): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.#url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${API_KEY}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`POST ${path} answered ${response.status}: ${text}`);
    const answer: Record<string, unknown> = text === '' ? {} : JSON.parse(text);
    return answer;
  }
}

/** Records in the database of a server that has ended. */
export function countStoredRecords(folder: string): number {
  const file = join(folder, 'signalbox.db');
  if (!existsSync(file)) throw new Error(`There is no database ${file}`);
  const database = new DatabaseSync(file, { readOnly: true });
  const row = database.prepare('SELECT count(*) AS records FROM messages').get();
  database.close();
  return Number(row?.['records']);
}
