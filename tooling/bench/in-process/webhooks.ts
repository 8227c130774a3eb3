import { measureWebhooks } from '../../../apps/server/bench/webhooks.bench.ts';
import { measureBareLoop } from '../../../packages/webhooks/bench/bare.bench.ts';
import { judge, milliseconds, times, whole } from '../report.ts';
import type { Row } from '../report.ts';
import type { InProcessOptions } from './child.ts';

const SECONDS = { quick: 1, full: 5 };
const RATE_TARGET = 2000;
const LATENCY_TARGET_MS = 50;

/** Webhooks of flows from record to receiver, beside the HTTP library in a loop that stores nothing. */
export async function webhookRows({ parent, quick }: InProcessOptions): Promise<readonly Row[]> {
  const seconds = quick ? SECONDS.quick : SECONDS.full;
  const { durablePerSecond, barePerSecond, paced } = await measureWebhooks(parent, seconds, measureBareLoop);
  const bare = barePerSecond ?? 0;
  return [
    {
      what: 'Durable webhooks to one local receiver, fsync each commit, webhooks/s',
      value: whole(durablePerSecond),
      baseline: `bare undici loop: ${whole(bare)}`,
      ratio: times(durablePerSecond / bare),
      target: judge(`≥ ${whole(RATE_TARGET)}`, durablePerSecond >= RATE_TARGET),
    },
    {
      what: `Trigger to arrival at ${whole(paced.perSecond)} webhooks/s, p99`,
      value: milliseconds(paced.p99Ms),
      baseline: `p50 ${milliseconds(paced.p50Ms)}`,
      ratio: '',
      target: judge(`≤ ${LATENCY_TARGET_MS} ms`, paced.p99Ms <= LATENCY_TARGET_MS),
    },
  ];
}
