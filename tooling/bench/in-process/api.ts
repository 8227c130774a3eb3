import { measureApi } from '../../../apps/server/bench/api.bench.ts';
import { judge, milliseconds, whole } from '../report.ts';
import type { Row } from '../report.ts';
import type { InProcessOptions } from './child.ts';

const SECONDS = { quick: 1, full: 5 };
const SETS_TARGET = 3000;
const BATCH_TARGET_MS = 50;

/** `/v2` through the whole stack, beside nothing: the platform it is compatible with is hosted. */
export async function apiRows({ parent, quick }: InProcessOptions): Promise<readonly Row[]> {
  const { sets, batch } = await measureApi(parent, quick ? SECONDS.quick : SECONDS.full);
  const rows = sets.map(({ devices, perSecond, p50Ms, p99Ms }): Row => {
    const isTarget = devices > 1;
    return {
      what: `/v2 output/set, ${devices} online ${isTarget ? 'devices' : 'device'}, calls/s`,
      value: whole(perSecond),
      baseline: `p50 ${milliseconds(p50Ms)}, p99 ${milliseconds(p99Ms)}`,
      ratio: '',
      target: isTarget ? judge(`≥ ${whole(SETS_TARGET)}`, perSecond >= SETS_TARGET) : '',
    };
  });
  rows.push({
    what: `/v2 batch_get_output_controls of ${whole(batch.trackers)} trackers, p99`,
    value: milliseconds(batch.p99Ms),
    baseline: `p50 ${milliseconds(batch.p50Ms)}`,
    ratio: '',
    target: judge(`≤ ${BATCH_TARGET_MS} ms`, batch.p99Ms <= BATCH_TARGET_MS),
  });
  return rows;
}
