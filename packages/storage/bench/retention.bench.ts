/*
 * How long commits take (synchronous = FULL) while old history is removed between them, beside
 * commits alone. Run: npx node packages/storage/bench/retention.bench.ts [folder] [records]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { openStorage } from '../src/index.ts';

const [folder = tmpdir(), records = '500000'] = process.argv.slice(2);
const SOURCES = 1000;
const COMMITS = 1000;
const DAY = 86_400_000;
const now = 1_800_000_000_000;
const path = mkdtempSync(join(folder, 'signalbox-bench-'));
const storage = openStorage({ file: join(path, 'signalbox.db'), clock: { now: () => now } });
const filler = 'x'.repeat(250);
let sequence = 0;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function commit(rows: number, serverTime: number): Promise<void> {
  const messages = Array.from({ length: rows }, () => {
    sequence += 1;
    return {
      sourceId: 1 + (sequence % SOURCES),
      messageTime: serverTime + sequence,
      serverTime,
      timeliness: 'live' as const,
      hash: sequence,
      body: `{"n":${sequence},"f":"${filler}"}`,
      written: null,
    };
  });
  return storage.lane.commit({
    messages,
    nodeStates: [],
    timers: [],
    rates: [],
    sweeps: [],
    snapshots: [],
    deliveries: [],
  });
}

async function timed(between: () => void): Promise<void> {
  const times: number[] = [];
  for (let n = 0; n < COMMITS; n += 1) {
    const began = performance.now();
    await commit(10, now);
    times.push(performance.now() - began);
    between();
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);
  print(`  commit of 10 records: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(0.9999)} ms`);
}

for (let n = 0; n < Number(records) / 5000; n += 1) await commit(5000, now - 200 * DAY);
const snapshots = Array.from({ length: SOURCES }, (_, n) => ({ sourceId: n + 1, snapshot: {} }));
await storage.lane.commit({
  messages: [],
  nodeStates: [],
  timers: [],
  rates: [],
  sweeps: [],
  snapshots,
  deliveries: [],
});
print(`${records} old records of ${SOURCES} sources, ${Math.round(storage.sizeBytes() / 1e6)} MB`);
print('commits alone');
await timed(() => {});
print('a step of removal after each commit');
const steps: number[] = [];
let removed = 0;
const limits = {
  historyMs: 90 * DAY,
  deliveriesMs: DAY,
  auditMs: DAY,
  quarantineMs: DAY,
  tracesMs: DAY,
  maxBytes: null,
};
await timed(() => {
  const began = performance.now();
  removed += storage.retention.step(limits).removed.rows;
  steps.push(performance.now() - began);
});
steps.sort((a, b) => a - b);
const p = (share: number): string => (steps[Math.floor(steps.length * share)] ?? 0).toFixed(2);
print(`  step: p50 ${p(0.5)} ms, p99 ${p(0.99)} ms, max ${p(0.9999)} ms; ${removed} records removed`);
storage.close();
rmSync(path, { recursive: true });
