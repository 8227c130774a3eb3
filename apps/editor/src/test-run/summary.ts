import type { FlowTestResult } from '@signalbox/api';
import { testRun as words } from '../text/test-run.ts';

/** Kinds of actions that a summary names. */
const NAMED = 4;

/** What the flow would have asked for, in one sentence. */
export function summaryOf({ actions, action_count: total, records }: FlowTestResult): string {
  const counts = Map.groupBy(actions, ({ summary }) => summary);
  const byCount = [...counts].toSorted(([, one], [, other]) => other.length - one.length);
  const named = byCount.slice(0, NAMED);
  const rest = total - named.reduce((sum, [, list]) => sum + list.length, 0);
  const parts = named.map(([summary, list]) => words.action(summary, list.length));
  return words.summary(records.counted, rest > 0 ? [...parts, words.others(rest)] : parts);
}
