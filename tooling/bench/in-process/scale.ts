import { measureFullScale, measureGrowth } from '../../../packages/runtime/bench/scale.bench.ts';
import { judge, milliseconds, times, whole } from '../report.ts';
import type { Row } from '../report.ts';
import type { InProcessOptions } from './child.ts';

const MESSAGES = { quick: 5000, full: 50_000 };
const FULL = { quick: [1000, 10_000], full: [10_000, 100_000] } as const;
const MAX_MIB = 2048;
const MAX_PUBLISH_MS = 1000;

/** What growth costs: the runtime over a store that keeps nothing, each source in one flow. */
export async function growthRows({ quick }: InProcessOptions): Promise<readonly Row[]> {
  const rates = await measureGrowth(quick ? MESSAGES.quick : MESSAGES.full);
  const first = rates[0]?.perSecond ?? 0;
  return rates.map(({ flows, sources, perSecond }, index) => ({
    what: `Runtime, nothing stored, ${counted(flows, 'flow')}, ${counted(sources, 'source')}, messages/s`,
    value: whole(perSecond),
    baseline: index === 0 ? '' : `1 flow, 1,000 sources: ${whole(first)}`,
    ratio: index === 0 ? '' : times(perSecond / first),
    target: '',
  }));
}

/** The whole size at once, in a process of its own: what it holds, and what publishing costs. */
export async function scaleRows({ quick }: InProcessOptions): Promise<readonly Row[]> {
  const [flows, sources] = quick ? FULL.quick : FULL.full;
  const { rssMiB, publishMs, effectMs } = await measureFullScale(flows, sources);
  const size = `${counted(flows, 'flow')}, ${counted(sources, 'source')}`;
  return [
    {
      what: `Memory of the process (RSS), ${size}, histories full`,
      value: `${whole(rssMiB)} MiB`,
      baseline: '',
      ratio: '',
      target: judge(`≤ ${whole(MAX_MIB)} MiB`, rssMiB <= MAX_MIB),
    },
    {
      what: `From publishing a flow to what its new version asks for, ${size}`,
      value: milliseconds(effectMs),
      baseline: `the lane is held up: ${milliseconds(publishMs)}`,
      ratio: '',
      target: judge(`≤ ${whole(MAX_PUBLISH_MS)} ms`, effectMs <= MAX_PUBLISH_MS),
    },
  ];
}

function counted(count: number, noun: string): string {
  return `${whole(count)} ${noun}${count === 1 ? '' : 's'}`;
}
