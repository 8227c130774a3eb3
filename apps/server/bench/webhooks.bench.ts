/*
 * How fast webhooks of flows go out, each stored before it is sent (SQLite, synchronous = FULL) and
 * its end stored too: records handed to the runtime, a flow with one webhook, a local receiver in a
 * process of its own.
 * Run: npx node apps/server/bench/webhooks.bench.ts [folder] [seconds]
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@signalbox/node-host';
import type { Runtime } from '@signalbox/runtime';
import { openStorage } from '@signalbox/storage';
import { createWebhookSender } from '@signalbox/webhooks';
import { fleetRuntime, SOURCES, telling } from './fleet-runtime.ts';

/** Requests under way at once at the one receiver, of both; the product's own default. */
const UNDER_WAY = 32;
/** Records handed over and not yet delivered, so that there is always something to send. */
const AHEAD = 512;
const TARGET_PER_SECOND = 2000;

export interface WebhookRates {
  readonly durablePerSecond: number;
  /** Of the loop that was handed in; `null` without one. */
  readonly barePerSecond: number | null;
  /** Trigger to arrival at half of the target. */
  readonly paced: {
    readonly perSecond: number;
    readonly count: number;
    readonly p50Ms: number;
    readonly p99Ms: number;
  };
}

interface Notes {
  readonly count: number;
  readonly times: readonly number[];
}

class Receiver {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.url = `http://127.0.0.1:${port}/in`;
  }

  static async start(): Promise<Receiver> {
    const child = fork(fileURLToPath(new URL('webhook-receiver.ts', import.meta.url)));
    const { promise, resolve, reject } = Promise.withResolvers<{ port: number }>();
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`The receiver ended with code ${code}`)));
    return new Receiver(child, (await promise).port);
  }

  /** What arrived since it was asked last. */
  notes(): Promise<Notes> {
    const { promise, resolve } = Promise.withResolvers<Notes>();
    this.#child.once('message', resolve);
    this.#child.send('notes');
    return promise;
  }

  async close(): Promise<void> {
    this.#child.disconnect();
    await once(this.#child, 'exit');
  }
}

/** Sources that make a record when they are told to; each record triggers one webhook. */
class Fleet {
  readonly #runtime: Runtime;
  #next = 0;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  trigger(): void {
    const now = Date.now();
    const n = this.#next;
    this.#next += 1;
    const attributes = { t: performance.timeOrigin + performance.now(), n };
    const record = { messageTime: now, serverTime: now, attributes, hash: n };
    this.#runtime.ingress.receive(1 + (n % SOURCES), [record], () => {});
  }

  get triggered(): number {
    return this.#next;
  }

  get delivered(): number {
    return this.#runtime.stats.deliveries.delivered ?? 0;
  }
}

/** Posts to a URL over so many connections for so many seconds; gives requests per second. */
type BareLoop = (url: string, connections: number, seconds: number) => Promise<number>;

/**
 * Measures in a new folder below `parent`, which it removes.
 * @param bare what it is held against, at the same receiver
 */
export async function measureWebhooks(
  parent: string,
  seconds: number,
  bare?: BareLoop,
): Promise<WebhookRates> {
  const folder = mkdtempSync(join(parent, 'signalbox-bench-'));
  const receiver = await Receiver.start();
  const sender = createWebhookSender({
    allow: ['127.0.0.1/32'],
    perOrigin: UNDER_WAY,
    userAgent: 'Signalbox/bench',
    clock: systemClock,
  });
  const storage = openStorage({ file: join(folder, 'signalbox.db'), clock: systemClock });
  const runtime = fleetRuntime(storage.lane, sender, telling(receiver.url));
  try {
    runtime.start();
    const fleet = new Fleet(runtime);
    await flatOut(fleet, receiver, 1);
    const durablePerSecond = await flatOut(fleet, receiver, seconds);
    const paced = await pacedAt(fleet, receiver, seconds);
    const barePerSecond = (await bare?.(receiver.url, UNDER_WAY, seconds)) ?? null;
    return { durablePerSecond, paced, barePerSecond };
  } finally {
    await runtime.stop();
    await sender.close();
    storage.close();
    await receiver.close();
    rmSync(folder, { recursive: true });
  }
}

async function drained(fleet: Fleet): Promise<void> {
  while (fleet.delivered < fleet.triggered) await pause(5);
}

async function flatOut(fleet: Fleet, receiver: Receiver, seconds: number): Promise<number> {
  await receiver.notes();
  const begun = performance.now();
  const end = begun + seconds * 1000;
  while (performance.now() < end) {
    while (fleet.triggered - fleet.delivered < AHEAD) fleet.trigger();
    await pause(1);
  }
  await drained(fleet);
  const took = performance.now() - begun;
  return (await receiver.notes()).count / (took / 1000);
}

async function pacedAt(fleet: Fleet, receiver: Receiver, seconds: number): Promise<WebhookRates['paced']> {
  await receiver.notes();
  const begun = performance.now();
  const perMs = TARGET_PER_SECOND / 2 / 1000;
  let sent = 0;
  while (sent < perMs * seconds * 1000) {
    for (; sent < (performance.now() - begun) * perMs; sent += 1) fleet.trigger();
    await pause(1);
  }
  const took = performance.now() - begun;
  await drained(fleet);
  const { count, times } = await receiver.notes();
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { perSecond: sent / (took / 1000), count, p50Ms: at(0.5), p99Ms: at(0.99) };
}

if (import.meta.main) {
  const rates = await measureWebhooks(process.argv[2] ?? tmpdir(), Number(process.argv[3] ?? 4));
  const { durablePerSecond, paced } = rates;
  const lines = [
    `durable: ${Math.round(durablePerSecond)}/s`,
    `trigger to arrival at ${Math.round(paced.perSecond)}/s: p50 ${paced.p50Ms.toFixed(1)} ms, p99 ${paced.p99Ms.toFixed(1)} ms (${paced.count})`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
