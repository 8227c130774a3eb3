import { compareActions } from './compare-actions.ts';
import type { ActionComparison } from './compare-actions.ts';
import type { TestResult } from './test-run.ts';
import type { TestedAction } from './tested-action.ts';

export interface ResultComparison extends ActionComparison<TestedAction> {
  /** Only actions before it were compared, Unix ms; `null` for all. */
  readonly until: number | null;
}

type Kept = Pick<TestResult, 'actions' | 'actionsLeftOut'>;

/** Compares two tests over the same records (`compareActions`), as far as both have kept their actions. */
export function compareResults(before: Kept, after: Kept): ResultComparison {
  const until = Math.min(endOf(before), endOf(after));
  const isCompared = ({ at }: TestedAction): boolean => at < until;
  const found = compareActions(before.actions.filter(isCompared), after.actions.filter(isCompared));
  return { ...found, until: until === Number.POSITIVE_INFINITY ? null : until };
}

/** Others of the last one's time may be among those that were left out. */
function endOf({ actions, actionsLeftOut }: Kept): number {
  return actionsLeftOut === 0 ? Number.POSITIVE_INFINITY : (actions.at(-1)?.at ?? Number.NEGATIVE_INFINITY);
}
