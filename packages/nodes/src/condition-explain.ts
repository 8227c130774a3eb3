import type { NodeView, TraceFact } from '@signalbox/flow';
import { COUNT, eventTime, readKept } from './condition-run.ts';
import type { ConditionRules, Kept } from './condition-run.ts';
import { instantOf } from './instant.ts';
import { moveCondition, neededMs, turnCondition } from './timed-condition.ts';
import type { Moved, Standing, Timing } from './timed-condition.ts';

/**
 * What a condition with hold, release and cool-down makes of a signal: the same arithmetic as
 * `timedCondition`, on the state before it runs.
 * @param said what the condition says now; `null` is no value
 */
export function explainTimed(
  rules: ConditionRules,
  view: NodeView,
  said: boolean | null,
): readonly TraceFact[] {
  const kept = readKept(view.readState());
  if (view.timer === COUNT) return explainTimer(rules, view, kept);
  if (said === null) return [];
  const at = eventTime(view);
  const moved = moveCondition(rules.timing, kept.standing, said, at);
  const { standing, changed } = moved;
  const takes = rules.mode === 'every_message' || changed;
  return [
    ...(kept.standing === null && standing.since === null ? [baseline(standing)] : []),
    ...gapOf(rules.timing, kept.standing, at, standing),
    ...countOf(rules.timing, at, moved),
    ...(isUnchanged(rules, kept, moved) ? [{ kind: 'unchanged', result: standing.on } as const] : []),
    ...(takes && standing.on ? coolingOf(rules, kept, at) : []),
  ];
}

/** Whether the condition stands true for this source now: which of its formulas is asked. */
export function isStanding(view: NodeView): boolean {
  return readKept(view.readState()).standing?.on ?? false;
}

function explainTimer(rules: ConditionRules, view: NodeView, kept: Kept): readonly TraceFact[] {
  const standing = turnCondition(kept.standing);
  if (standing === null || kept.standing === null) return [];
  const at = (kept.standing.since ?? view.now) + neededMs(rules.timing, kept.standing.on);
  return [{ kind: 'changed', result: standing.on }, ...(standing.on ? coolingOf(rules, kept, at) : [])];
}

function baseline({ on }: Standing): TraceFact {
  return { kind: 'baseline', result: on };
}

function isUnchanged({ mode }: ConditionRules, { standing }: Kept, moved: Moved): boolean {
  return mode === 'on_change' && standing !== null && !moved.changed && moved.standing.since === null;
}

function gapOf(
  { silence, maxGapMs }: Timing,
  before: Standing | null,
  at: number,
  { since }: Standing,
): readonly TraceFact[] {
  if (silence !== 'reset' || before === null || before.seen === null || since === null) return [];
  const gapMs = at - before.seen;
  return gapMs > maxGapMs ? [{ kind: 'gap', gap_ms: gapMs, max_gap_ms: maxGapMs }] : [];
}

function countOf(timing: Timing, at: number, { standing, changed }: Moved): readonly TraceFact[] {
  if (changed) return [{ kind: 'changed', result: standing.on }];
  if (standing.since === null) return [];
  const ofMs = neededMs(timing, standing.on);
  return [{ kind: 'holding', result: !standing.on, for_ms: at - standing.since, of_ms: ofMs }];
}

function coolingOf({ cooldownMs }: ConditionRules, { fired }: Kept, at: number): readonly TraceFact[] {
  if (fired === null || at - fired >= cooldownMs) return [];
  return [{ kind: 'cooling', until: instantOf(fired + cooldownMs) }];
}
