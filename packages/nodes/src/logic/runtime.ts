import type { Branch, NodeExplain, NodeRun, RunContext } from '@signalbox/flow';
import { defineRuntime } from '@signalbox/flow';
import { explainTimed, isStanding } from '../condition-explain.ts';
import { timedCondition } from '../condition-run.ts';
import type { ConditionRules, Signal } from '../condition-run.ts';
import { compileCondition, explainFormula } from '../formula-field.ts';
import { definition } from './definition.ts';
import type { Logic } from './definition.ts';

export const runtime = defineRuntime(definition, {
  prepare: (data) => (keepsState(data) ? prepareTimed(data) : prepareStateless(data)),
  prepareExplain,
});

/** Most conditions are asked anew for every message: they read and write no state. */
function prepareStateless({ name, condition, on_unknown: onUnknown }: Logic): NodeRun {
  const evaluate = compileCondition(condition);
  return (context) => {
    const result = evaluate(context) ?? (onUnknown === 'else' ? false : null);
    if (result === null) return null;
    context.writeAttribute(name, result);
    return branchOf(result);
  };
}

function prepareTimed(data: Logic): NodeRun {
  const run = timedCondition(rulesOf(data), prepareSignal(data));
  return (context) => {
    const said = run(context);
    if (said === null) return null;
    context.writeAttribute(data.name, said.result);
    return said.branch;
  };
}

/** Off, the condition switches on; on, the release condition switches off. */
function prepareSignal({ condition, release_condition: release, on_unknown: onUnknown }: Logic): Signal {
  const unknown = onUnknown === 'else' ? false : null;
  const starts = compileCondition(condition);
  const stays = release === undefined ? starts : not(compileCondition(release));
  return (context, isOn) => (isOn ? stays : starts)(context) ?? unknown;
}

/** The formula that is asked, and what the node makes of its value. */
function prepareExplain(data: Logic): NodeExplain {
  const { condition, release_condition: release, on_unknown: onUnknown } = data;
  const starts = explainFormula('condition', condition);
  const stays = release === undefined ? null : explainFormula('release_condition', release);
  const rules = keepsState(data) ? rulesOf(data) : null;
  return (view) => {
    if (rules !== null && view.timer !== null) return explainTimed(rules, view, null);
    const isReleasing = stays !== null && isStanding(view);
    const fact = (isReleasing ? stays : starts)(view);
    if (rules === null) return [fact];
    const said = isReleasing && fact.truth !== null ? !fact.truth : fact.truth;
    return [fact, ...explainTimed(rules, view, said ?? (onUnknown === 'else' ? false : null))];
  };
}

function not(condition: (context: RunContext) => boolean | null): (context: RunContext) => boolean | null {
  return (context) => {
    const result = condition(context);
    return result === null ? null : !result;
  };
}

function keepsState(data: Logic): boolean {
  const { mode, hold_for_s: holdS, release_after_s: releaseS, cooldown_s: coolS } = data;
  return (
    mode === 'on_change' || holdS > 0 || releaseS > 0 || coolS > 0 || data.release_condition !== undefined
  );
}

function rulesOf(data: Logic): ConditionRules {
  return {
    timing: {
      holdMs: data.hold_for_s * 1000,
      releaseMs: data.release_after_s * 1000,
      maxGapMs: data.max_gap_s * 1000,
      silence: data.silence,
      baseline: 'held',
    },
    mode: data.mode,
    cooldownMs: data.cooldown_s * 1000,
  };
}

function branchOf(result: boolean): Branch {
  return result ? 'then_edge' : 'else_edge';
}
