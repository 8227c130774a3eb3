import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LoadDevice } from './load-device.ts';
import type { DeviceTally, LoadOptions, Step } from './load-device.ts';

export type { LoadOptions };

export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface LoadResult {
  /** Acknowledged within the measured time. */
  readonly acknowledged: number;
  readonly perSecond: number;
  /** From writing a record to its PUBACK. */
  readonly ackMs: Percentiles;
  /** From writing the record whose speed changed to the command. */
  readonly commandMs: Percentiles;
}

const TICK_MS = 5;

/** Connects the devices, warms up, measures, disconnects. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const devices = await Promise.all(options.devices.map((device) => LoadDevice.connect(device, options)));
  const step: Step = { perDevice: options.ratePerSecond === undefined ? null : 0 };
  for (const device of devices) device.start(step);
  const pacer = options.ratePerSecond === undefined ? null : pace(devices, options.ratePerSecond);
  await wait(options.warmUpMs);
  for (const device of devices) device.takeTally();
  const begun = performance.now();
  await wait(options.measureMs);
  const seconds = (performance.now() - begun) / 1000;
  const tallies = devices.map((device) => device.takeTally());
  if (pacer !== null) clearInterval(pacer);
  for (const device of devices) device.close();
  return sum(tallies, seconds);
}

/** Same, in a process of its own, so that making load does not slow what is measured. */
export async function runLoadInChild(options: LoadOptions): Promise<LoadResult> {
  const child = fork(fileURLToPath(new URL('load-child.ts', import.meta.url)));
  return new Promise((resolve, reject) => {
    child.once('message', (result: LoadResult) => resolve(result));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the load generator ended with code ${code}`)));
    child.send(options);
  });
}

function pace(devices: readonly LoadDevice[], perSecond: number): NodeJS.Timeout {
  let last = performance.now();
  return setInterval(() => {
    const now = performance.now();
    const each = ((now - last) / 1000) * (perSecond / devices.length);
    last = now;
    for (const device of devices) device.allow(each);
  }, TICK_MS);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function sum(tallies: readonly DeviceTally[], seconds: number): LoadResult {
  const acks = tallies.flatMap(({ ackMs }) => ackMs);
  return {
    acknowledged: acks.length,
    perSecond: acks.length / seconds,
    ackMs: percentiles(acks),
    commandMs: percentiles(tallies.flatMap(({ commandMs }) => commandMs)),
  };
}

export function percentiles(values: readonly number[]): Percentiles {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}
