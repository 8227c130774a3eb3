/*
 * How many records a second become durable (synchronous = FULL), by records per commit and by
 * number of sources. Run: npx node packages/storage/bench/commit.bench.ts [folder] [seconds per line]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Commit, StoredMessage } from '@signalbox/runtime';
import { openStorage } from '../src/index.ts';
import type { Storage } from '../src/index.ts';

const folder = mkdtempSync(join(process.argv[2] ?? tmpdir(), 'signalbox-bench-'));
const SECONDS = Number(process.argv[3] ?? 2);
const FILLER = 'x'.repeat(250);

interface Load {
  readonly rows: number;
  readonly sources: number;
  readonly withState: boolean;
}

const LOADS: readonly Load[] = [1, 1000].flatMap((sources) =>
  [1, 10, 100, 1000].flatMap((rows) => [false, true].map((withState) => ({ rows, sources, withState }))),
);

let sequence = 0;

function message(sources: number): StoredMessage {
  sequence += 1;
  const messageTime = 1_700_000_000_000 + Math.floor(sequence / sources) * 1000;
  return {
    sourceId: 1 + (sequence % sources),
    messageTime,
    serverTime: messageTime + 200,
    timeliness: 'live',
    hash: (sequence * 2_654_435_761) % Number.MAX_SAFE_INTEGER,
    body: `{"message_time":${messageTime},"n":${sequence},"f":"${FILLER}"}`,
    written: null,
  };
}

function commitOf({ rows, sources, withState }: Load): Commit {
  const messages = Array.from({ length: rows }, () => message(sources));
  const nodeStates = withState
    ? messages.map(({ sourceId }) => ({
        sourceId,
        flowId: 1,
        nodeId: 2,
        state: { last: true, since: sequence },
      }))
    : [];
  return { messages, nodeStates, snapshots: [], deliveries: [] };
}

async function measure(storage: Storage, load: Load): Promise<string> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const times: number[] = [];
  while (performance.now() - start < SECONDS * 1000) {
    const commit = commitOf(load);
    const before = performance.now();
    await storage.lane.commit(commit);
    times.push(performance.now() - before);
  }
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  const rows = times.length * load.rows;
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);
  const perRow = ((used.user + used.system) / rows).toFixed(1);
  const what = `${load.rows} rows/commit, ${load.sources} sources${load.withState ? ', one node state per row' : ''}`;
  return `${what}: ${Math.round(rows / seconds)} rows/s, commit p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, CPU ${perRow} µs/row`;
}

try {
  const storage = openStorage({ file: join(folder, 'bench.db'), clock: { now: () => Date.now() } });
  for (const load of LOADS) process.stdout.write(`${await measure(storage, load)}\n`);
  process.stdout.write(`file: ${(storage.sizeBytes() / sequence).toFixed(0)} bytes per record\n`);
  storage.close();
} finally {
  rmSync(folder, { recursive: true });
}
