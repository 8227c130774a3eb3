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

const FILLER = 'x'.repeat(250);

export interface Load {
  readonly rows: number;
  readonly sources: number;
  readonly withState: boolean;
}

export interface CommitRates {
  readonly rowsPerSecond: number;
  readonly commitMs: { readonly p50: number; readonly p99: number; readonly max: number };
  /** CPU time of this process. */
  readonly microsecondsPerRow: number;
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
        meaning: 9,
      }))
    : [];
  return { messages, nodeStates, timers: [], rates: [], sweeps: [], snapshots: [], deliveries: [] };
}

async function measure(storage: Storage, load: Load, seconds: number): Promise<CommitRates> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const times: number[] = [];
  while (performance.now() - start < seconds * 1000) {
    const commit = commitOf(load);
    const before = performance.now();
    await storage.lane.commit(commit);
    times.push(performance.now() - before);
  }
  const elapsed = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  const rows = times.length * load.rows;
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  return {
    rowsPerSecond: rows / elapsed,
    commitMs: { p50: at(0.5), p99: at(0.99), max: times.at(-1) ?? 0 },
    microsecondsPerRow: (used.user + used.system) / rows,
  };
}

/** Commits each load in turn to one database in a new folder below `parent`, which it removes. */
export async function measureCommits(
  parent: string,
  loads: readonly Load[],
  seconds: number,
  onMeasured: (load: Load, rates: CommitRates) => void,
): Promise<void> {
  const folder = mkdtempSync(join(parent, 'signalbox-bench-'));
  try {
    const storage = openStorage({ file: join(folder, 'bench.db'), clock: { now: () => Date.now() } });
    for (const load of loads) onMeasured(load, await measure(storage, load, seconds));
    storage.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function print({ rows, sources, withState }: Load, rates: CommitRates): void {
  const what = `${rows} rows/commit, ${sources} sources${withState ? ', one node state per row' : ''}`;
  const times = `p50 ${rates.commitMs.p50.toFixed(2)} ms, p99 ${rates.commitMs.p99.toFixed(2)} ms, longest ${rates.commitMs.max.toFixed(1)} ms`;
  const perRow = `${rates.microsecondsPerRow.toFixed(1)} µs/row`;
  process.stdout.write(
    `${what}: ${Math.round(rates.rowsPerSecond)} rows/s, commit ${times}, CPU ${perRow}\n`,
  );
}

if (import.meta.main) {
  await measureCommits(process.argv[2] ?? tmpdir(), LOADS, Number(process.argv[3] ?? 2), print);
}
