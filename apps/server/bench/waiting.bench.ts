/*
 * What a million webhooks that wait for a dead receiver cost: memory, and the others' pace. They lie in
 * the store; the runtime starts over it and works for a receiver that answers.
 * Run: npx node --expose-gc apps/server/bench/waiting.bench.ts [folder] [how many]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { createDelivery, type WebhookSpec } from '@signalbox/delivery';
import { systemClock } from '@signalbox/node-host';
import type { LaneStore, WebhookSender } from '@signalbox/runtime';
import { openStorage } from '@signalbox/storage';
import { fleetRuntime, SOURCES, telling } from './fleet-runtime.ts';

const PER_COMMIT = 5000;
const LIVE = 5000;
const DAY_MS = 86_400_000;
const RETRY = { max_attempts: 5, first_delay_s: 1, factor: 2, max_delay_s: 60, jitter: true };

/** One receiver answers at once; the other is left alone for as long as this runs. */
const sender: WebhookSender = {
  capacity: 512,
  send: async () => ({ ok: true, status: 200, body: null }),
  admission: (receiver) =>
    receiver === 'https://dead.test'
      ? { places: 1, pausedUntil: Date.now() + DAY_MS }
      : { places: 32, pausedUntil: null },
};

function waiting(n: number): WebhookSpec {
  const now = Date.now();
  const request = { method: 'POST', url: 'https://dead.test/in', headers: [], timeoutMs: 5000 } as const;
  return {
    kind: 'webhook',
    id: `waiting-${n}`,
    origin: { flowId: 1, flowVersion: 1, nodeId: 2, sourceId: 1 + (n % SOURCES) },
    retry: RETRY,
    createdAt: now,
    expiresAt: now + DAY_MS,
    request: { ...request, body: '{"device":"device-1","speed":91,"at":"2026-11-20T10:00:00Z"}' },
  };
}

async function fill(store: LaneStore, count: number): Promise<void> {
  const nothing = { messages: [], nodeStates: [], timers: [], snapshots: [], rates: [], sweeps: [] };
  for (let from = 0; from < count; from += PER_COMMIT) {
    const size = Math.min(PER_COMMIT, count - from);
    const deliveries = Array.from(
      { length: size },
      (_, index) => createDelivery(waiting(from + index), Date.now()).delivery,
    );
    await store.commit({ ...nothing, deliveries });
  }
}

function usedMb(): string {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return `heap ${(heapUsed / 2 ** 20).toFixed(0)} MB, process ${(rss / 2 ** 20).toFixed(0)} MB`;
}

const folder = mkdtempSync(join(process.argv[2] ?? tmpdir(), 'signalbox-bench-'));
const count = Number(process.argv[3] ?? 1_000_000);
const storage = openStorage({ file: join(folder, 'signalbox.db'), clock: systemClock });
const lines = [`before: ${usedMb()}`];
await fill(storage.lane, count);
lines.push(`${count} stored, ${(storage.sizeBytes() / 2 ** 20).toFixed(0)} MB on disk: ${usedMb()}`);
const runtime = fleetRuntime(storage.lane, sender, telling('https://live.test/in'));
const begun = performance.now();
runtime.start();
for (let n = 0; n < LIVE; n += 1) {
  const now = Date.now();
  const record = { messageTime: now, serverTime: now, attributes: { t: n }, hash: n };
  runtime.ingress.receive(1 + (n % SOURCES), [record], () => {});
}
while ((runtime.stats.deliveries.delivered ?? 0) < LIVE) await pause(5);
const tookMs = performance.now() - begun;
lines.push(
  `${LIVE} to a receiver that answers, the others waiting: ${((LIVE / tookMs) * 1000).toFixed(0)}/s, ${usedMb()}`,
);
await runtime.stop();
storage.close();
rmSync(folder, { recursive: true });
process.stdout.write(`${lines.join('\n')}\n`);
