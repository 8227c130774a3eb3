import type { RunContext } from '@signalbox/flow';
import { defineRuntime } from '@signalbox/flow';
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
function isInside(context: RunContext, ids: readonly number[]): boolean | null {
  const latitude = context.sample('latitude', 0, 'all')?.value;
  const longitude = context.sample('longitude', 0, 'all')?.value;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null;
  let unknown = false;
  for (const id of ids) {
    const inside = context.inGeofence(id, latitude, longitude);
    if (inside === true) return true;
    unknown ||= inside === null;
  }
  return unknown ? null : false;
}
