import type { CommandEffect, NodeView, TraceFact } from '@signalbox/flow';
import { defineRuntime } from '@signalbox/flow';
import type { Action, DeviceAction } from './definition.ts';
import { commandOf, DEFAULT_TTL_S, definition } from './definition.ts';

type EffectTemplate = Omit<CommandEffect, 'targetSourceId'>;

export const runtime = defineRuntime(definition, {
  prepare(data) {
    const effects = data.actions.map((action) => prepareEffect(action, data));
    const mapped = mappedTargets(data);
    return (context) => {
      if (!mayAct(context, data)) return null;
      const { id } = context.source;
      const targets = mapped.get(id);
      for (const effect of effects) {
        if (targets === undefined) context.emit({ ...effect, targetSourceId: id });
        else for (const targetSourceId of targets) context.emit({ ...effect, targetSourceId });
      }
      return null;
    };
  },
  prepareExplain: (data) => (view) => (mayAct(view, data) ? [] : [tooOld(view, data)]),
});

/** A record of the past moves nothing unless the node asks for it; a late one never does (design §3). */
function mayAct(context: NodeView, data: Action): boolean {
  const { timeliness } = context;
  const isAllowed = timeliness === 'live' || (timeliness === 'delayed' && data.allow_delayed);
  return isAllowed && isYoungEnough(context, data);
}

/** Only a message has an age: what a timer, an answer or the link starts is of now. */
function isYoungEnough({ message, now }: NodeView, { max_age_s: maxAgeS }: Action): boolean {
  const madeAt = message?.messageTime ?? null;
  return typeof maxAgeS !== 'number' || madeAt === null || now - madeAt <= maxAgeS * 1000;
}

function tooOld({ message, now, timeliness }: NodeView, { max_age_s: maxAgeS }: Action): TraceFact {
  const madeAt = message?.messageTime ?? null;
  const ageMs = madeAt === null ? null : now - madeAt;
  const maxAgeMs = typeof maxAgeS === 'number' ? maxAgeS * 1000 : null;
  return { kind: 'too_old_to_act', timeliness, age_ms: ageMs, max_age_ms: maxAgeMs };
}

function prepareEffect(action: DeviceAction, data: Action): EffectTemplate {
  const command = commandOf(action);
  const ttl = data.ttl_s ?? (command.type === 'raw' ? DEFAULT_TTL_S.pulse : DEFAULT_TTL_S.level);
  return {
    kind: 'command',
    command,
    guard: data.guard ?? null,
    skipIfAlready: data.skip_if_already,
    retry: data.retry,
    ttlMs: ttl * 1000,
  };
}

/** The mapped devices stand in for the source; a source without a mapping is acted on itself. */
function mappedTargets(data: Action): ReadonlyMap<number, ReadonlySet<number>> {
  const mapped = new Map<number, Set<number>>();
  for (const { source_id: sourceId, target_source_ids: targets } of data.device_mapping) {
    mapped.set(sourceId, new Set([...(mapped.get(sourceId) ?? []), ...targets]));
  }
  return mapped;
}
