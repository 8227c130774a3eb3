/*
 * How fast `/v2` answers, through the whole stack: HTTP, rights, SQLite (synchronous = FULL), the
 * runtime, MQTT to the device and its reply back. Run: npx node apps/server/bench/api.bench.ts [folder] [seconds]
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Caller, ObedientDevice } from './load.ts';

const KEY = 'benchmark-key-of-a-server-that-lives-for-minutes';
const WARM_UP_S = 1;
const UNDER_WAY = 128;
const BATCH_TRACKERS = 1000;
const CONTROLS_PER_TRACKER = 2;
const BATCH_ROUNDS = 20;

export interface ApiRates {
  /** `output/set` calls that succeeded, by the number of online devices they go to. */
  readonly sets: readonly {
    readonly devices: number;
    readonly perSecond: number;
    readonly p50Ms: number;
    readonly p99Ms: number;
  }[];
  /** `batch_get_output_controls` of 1,000 trackers with two controls each. */
  readonly batch: { readonly trackers: number; readonly p50Ms: number; readonly p99Ms: number };
}

/** Measures in a new folder below `parent`, which it removes; the server is a process of its own. */
export async function measureApi(parent: string, seconds: number): Promise<ApiRates> {
  const folder = mkdtempSync(join(parent, 'signalbox-bench-'));
  const { child, url, mqttPort } = await startChild(folder);
  const caller = new Caller(url, KEY, UNDER_WAY);
  const devices: ObedientDevice[] = [];
  try {
    const sets: ApiRates['sets'][number][] = [];
    for (const count of [1, 100]) {
      while (devices.length < count) {
        devices.push(await ObedientDevice.connect(caller, mqttPort, `device-${devices.length}`));
      }
      await measureSets(caller, devices, WARM_UP_S);
      sets.push(await measureSets(caller, devices, seconds));
    }
    return { sets, batch: await measureBatch(caller, devices.length) };
  } finally {
    for (const device of devices) await device.close();
    caller.close();
    child.disconnect();
    await once(child, 'exit');
    rmSync(folder, { recursive: true });
  }
}

async function startChild(folder: string): Promise<{ child: ChildProcess; url: string; mqttPort: number }> {
  const program = fileURLToPath(new URL('api-server.ts', import.meta.url));
  const env = { ...process.env, SIGNALBOX_API_KEY: KEY, SIGNALBOX_RATE_LIMIT: '0' };
  const child = fork(program, [folder], { env });
  const { promise, resolve, reject } = Promise.withResolvers<{ url: string; mqttPort: number }>();
  child.once('message', resolve);
  child.once('exit', (code) => reject(new Error(`The server ended with code ${code}`)));
  return { child, ...(await promise) };
}

async function measureSets(
  caller: Caller,
  devices: readonly ObedientDevice[],
  seconds: number,
): Promise<ApiRates['sets'][number]> {
  const times: number[] = [];
  const begun = performance.now();
  const end = begun + seconds * 1000;
  let next = 0;
  const work = async (): Promise<void> => {
    while (performance.now() < end) {
      const device = devices[next % devices.length];
      const output = 1 + (Math.floor(next / devices.length) % 8);
      next += 1;
      const asked = performance.now();
      const parameters = { tracker_id: device?.trackerId, output, enable: next % 3 > 0 };
      await caller.post('/v2/tracker/output/set', parameters);
      times.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: UNDER_WAY }, work));
  const perSecond = times.length / ((performance.now() - begun) / 1000);
  return { devices: devices.length, perSecond, ...percentiles(times) };
}

async function measureBatch(caller: Caller, known: number): Promise<ApiRates['batch']> {
  for (let count = known; count < BATCH_TRACKERS; count += 1) {
    const body = { label: `Tracker ${count}`, device_id: `tracker-${count}`, model: 'ngp_generic' };
    await caller.post('/api/devices', body);
  }
  for (let id = 1; id <= BATCH_TRACKERS; id += 1) {
    for (let count = 0; count < CONTROLS_PER_TRACKER; count += 1) {
      const config = { command: 'cpureset', reliable: true };
      const output_control = { name: `Control ${count}`, type: 'hardware', config };
      await caller.post('/v2/tracker/output_control/create', { tracker_id: id, output_control });
    }
  }
  const times: number[] = [];
  const trackers = Array.from({ length: BATCH_TRACKERS }, (_, index) => index + 1);
  for (let round = 0; round < BATCH_ROUNDS; round += 1) {
    const asked = performance.now();
    await caller.post('/v2/tracker/batch_get_output_controls', { trackers });
    times.push(performance.now() - asked);
  }
  return { trackers: BATCH_TRACKERS, ...percentiles(times) };
}

function percentiles(times: number[]): { p50Ms: number; p99Ms: number } {
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
}

if (import.meta.main) {
  const { sets, batch } = await measureApi(process.argv[2] ?? tmpdir(), Number(process.argv[3] ?? 4));
  const lines = sets.map(({ devices, perSecond, p50Ms, p99Ms }) => {
    const rate = `${Math.round(perSecond)} calls/s, p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`;
    return `output/set, ${devices} online: ${rate}`;
  });
  const { trackers, p50Ms, p99Ms } = batch;
  lines.push(
    `batch_get_output_controls, ${trackers} trackers: p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`,
  );
  process.stdout.write(`${lines.join('\n')}\n`);
}
