import type { NodeView, TraceFact } from '@signalbox/flow';
import { defineRuntime } from '@signalbox/flow';
import { explainTimed } from '../condition-explain.ts';
import { timedCondition } from '../condition-run.ts';
import type { ConditionRules } from '../condition-run.ts';
import { definition } from './definition.ts';
import type { Geofence } from './definition.ts';

export const runtime = defineRuntime(definition, {
  prepare(data) {
    const wantsInside = data.on === 'enter' || data.on === 'inside';
    const run = timedCondition(rulesOf(data), (context) => {
      const inside = isInside(context, data.geofence_ids);
      return inside === null ? null : inside === wantsInside;
    });
    return (context) => run(context)?.branch ?? null;
  },
  prepareExplain(data) {
    const rules = rulesOf(data);
    const wantsInside = data.on === 'enter' || data.on === 'inside';
    return (view) => {
      if (view.timer !== null) return explainTimed(rules, view, null);
      const inside = isInside(view, data.geofence_ids);
      const said = inside === null ? null : inside === wantsInside;
      return [explainPlace(view, data.geofence_ids), ...explainTimed(rules, view, said)];
    };
  },
});

/** To enter or leave is a passage: where the device is first seen is where it was. */
function rulesOf(data: Geofence): ConditionRules {
  const isPassage = data.on === 'enter' || data.on === 'leave';
  return {
    timing: {
      holdMs: data.dwell_s * 1000,
      releaseMs: isPassage ? data.dwell_s * 1000 : 0,
      maxGapMs: data.max_gap_s * 1000,
      silence: data.silence,
      baseline: isPassage ? 'signal' : 'held',
    },
    mode: isPassage ? 'on_change' : 'every_message',
    cooldownMs: data.cooldown_s * 1000,
  };
}

/** Whether this message's own position lies in any of them; without a fix it is not known (design §3). */
function isInside(context: NodeView, ids: readonly number[]): boolean | null {
  const position = positionOf(context);
  if (position === null) return null;
  const { latitude, longitude } = position;
  let unknown = false;
  for (const id of ids) {
    const inside = context.inGeofence(id, latitude, longitude);
    if (inside === true) return true;
    unknown ||= inside === null;
  }
  return unknown ? null : false;
}

function positionOf(context: NodeView): { readonly latitude: number; readonly longitude: number } | null {
  const latitude = context.sample('latitude', 0, 'all')?.value;
  const longitude = context.sample('longitude', 0, 'all')?.value;
  return typeof latitude === 'number' && typeof longitude === 'number' ? { latitude, longitude } : null;
}

function explainPlace(view: NodeView, ids: readonly number[]): TraceFact {
  const position = positionOf(view);
  if (position === null) return { kind: 'no_position' };
  const { latitude, longitude } = position;
  const asked = ids.map((id) => ({ id, inside: view.inGeofence(id, latitude, longitude) }));
  const idsWhere = (answer: boolean | null): readonly number[] =>
    asked.flatMap(({ id, inside }) => (inside === answer ? [id] : []));
  return {
    kind: 'position',
    ...position,
    inside: idsWhere(true),
    outside: idsWhere(false),
    unknown: idsWhere(null),
  };
}
