import type { FlowTestResult } from '@signalbox/api';
import { testRun as words } from '../text/test-run.ts';

/** Kinds of actions that a summary names. */
const NAMED = 4;

/** What a summary tells of a result. */
type Summed = Pick<FlowTestResult, 'action_count' | 'action_kinds'> & {
  readonly records: Pick<FlowTestResult['records'], 'counted'>;
};

/** What the flow would have asked for, in one sentence. */
export function summaryOf({ action_count: total, action_kinds: kinds, records }: Summed): string {
  const named = kinds.slice(0, NAMED);
  const rest = total - named.reduce((sum, { count }) => sum + count, 0);
  const parts = named.map(({ summary, count }) => words.action(summary, count));
  return words.summary(records.counted, rest > 0 ? [...parts, words.others(rest)] : parts);
}
