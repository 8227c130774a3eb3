import type { Branch, JsonValue, NodeView, RunContext } from '@signalbox/flow';
import {
  isSameStanding,
  moveCondition,
  readStanding,
  remainingMs,
  turnCondition,
} from './timed-condition.ts';
import type { Standing, Timing } from './timed-condition.ts';

/** How a condition's result becomes wires. */
export interface ConditionRules {
  readonly timing: Timing;
  /** `on_change` takes a wire once per change, the first result being no change. */
  readonly mode: 'every_message' | 'on_change';
  /** Then is not taken again for so long after it was; ms of event time, 0 for no limit. */
  readonly cooldownMs: number;
}

/** What the condition says now; `null` is no value, and then nothing moves. */
export type Signal = (context: RunContext, isOn: boolean) => boolean | null;

/** The result and the wire that a run of a condition comes to; `null` when it said nothing. */
export interface ConditionResult {
  readonly result: boolean;
  readonly branch: Branch;
}

/** The timer that counts on through silence. */
export const COUNT = 'count';

/** What a condition keeps. */
export interface Kept {
  readonly standing: Standing | null;
  /** Event time when Then was last taken; `null` for never. */
  readonly fired: number | null;
}

/** Makes a condition with hold, release and cool-down; its state lives with the node. */
export function timedCondition(
  rules: ConditionRules,
  signal: Signal,
): (context: RunContext) => ConditionResult | null {
  return (context) =>
    context.timer === COUNT ? runTimer(context, rules) : runSignal(context, rules, signal);
}

function runSignal(context: RunContext, rules: ConditionRules, signal: Signal): ConditionResult | null {
  const kept = readKept(context.readState());
  const said = signal(context, kept.standing?.on ?? false);
  if (said === null) return null;
  const at = eventTime(context);
  const { standing, changed } = moveCondition(rules.timing, kept.standing, said, at);
  planTimer(context, rules.timing, kept.standing, standing);
  const takes = rules.mode === 'every_message' || changed;
  return settle(context, rules, { kept, standing, at: takes ? at : null });
}

/** Silence was longer than what was left to count, and the node counts on through it. */
function runTimer(context: RunContext, rules: ConditionRules): ConditionResult | null {
  const kept = readKept(context.readState());
  const standing = turnCondition(kept.standing);
  if (standing === null || kept.standing === null) return null;
  const { on, since } = kept.standing;
  const { holdMs, releaseMs } = rules.timing;
  return settle(context, rules, { kept, standing, at: (since ?? context.now) + (on ? releaseMs : holdMs) });
}

interface Settling {
  readonly kept: Kept;
  readonly standing: Standing;
  /** Event time at which a wire is taken; `null` when none is. */
  readonly at: number | null;
}

/** Keeps what changed and finds the wire. */
function settle(context: RunContext, { cooldownMs }: ConditionRules, settling: Settling): ConditionResult {
  const { kept, standing, at } = settling;
  const cools = at !== null && kept.fired !== null && at - kept.fired < cooldownMs;
  const fires = at !== null && standing.on && !cools;
  const fired = fires && cooldownMs > 0 ? at : kept.fired;
  if (!isSameStanding(kept.standing, standing) || fired !== kept.fired) {
    context.writeState(fired === null && standing.since === null ? standing.on : { ...standing, fired });
  }
  if (at === null) return { result: standing.on, branch: null };
  if (!standing.on) return { result: false, branch: 'else_edge' };
  return { result: true, branch: fires ? 'then_edge' : null };
}

/**
 * Only `hold` needs a timer: it counts on while nothing comes. Each message brings it in line with
 * event time, and gives it its own timeliness.
 */
function planTimer(context: RunContext, timing: Timing, before: Standing | null, after: Standing): void {
  if (timing.silence !== 'hold') return;
  const left = remainingMs(timing, after);
  if (left !== null) context.setTimer(COUNT, context.now + left);
  else if (before !== null && before.since !== null) context.cancelTimer(COUNT);
}

/** What `JSON` kept of a condition. */
export function readKept(stored: JsonValue | undefined): Kept {
  const standing = readStanding(stored);
  if (typeof stored !== 'object' || stored === null || !('fired' in stored)) return { standing, fired: null };
  const { fired } = stored;
  return { standing, fired: typeof fired === 'number' ? fired : null };
}

/** Event time of a run: the message's; without one, now. */
export function eventTime({ message, now }: NodeView): number {
  return message?.messageTime ?? now;
}
