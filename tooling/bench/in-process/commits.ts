import { measureCommits } from '../../../packages/storage/bench/commit.bench.ts';
import { milliseconds, whole } from '../report.ts';
import type { Row } from '../report.ts';
import type { InProcessOptions } from './child.ts';

const SOURCES = 1000;
const ROWS_PER_COMMIT = [1, 10, 100, 1000];
const SECONDS = { quick: 0.5, full: 1.5 };

/** SQLite alone, WAL with synchronous=FULL: what group commit can gain. */
export async function commitRows({ parent, quick }: InProcessOptions): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const loads = ROWS_PER_COMMIT.map((count) => ({ rows: count, sources: SOURCES, withState: false }));
  await measureCommits(parent, loads, quick ? SECONDS.quick : SECONDS.full, (load, rates) => {
    const { p50, p99 } = rates.commitMs;
    rows.push({
      what: `SQLite, ${whole(load.rows)} records per commit, records/s`,
      value: whole(rates.rowsPerSecond),
      baseline: `one commit: p50 ${milliseconds(p50)}, p99 ${milliseconds(p99)}`,
      ratio: '',
      target: '',
    });
  });
  return rows;
}
