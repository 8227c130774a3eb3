import type { JsonValue } from '@signalbox/flow';
import { defineRuntime } from '@signalbox/flow';
import { eventTime } from '../condition-run.ts';
import { instantOf } from '../instant.ts';
import { definition } from './definition.ts';

export const runtime = defineRuntime(definition, {
  prepare({ max, per_s: perS }) {
    return (context) => {
      const at = eventTime(context);
      // Event times of what passed within the period; what lies exactly one period back is over.
      const passed = timesIn(context.readState()).filter((time) => at - time < perS * 1000);
      if (passed.length >= max) return null;
      context.writeState([...passed, at]);
      return 'simple_edge';
    };
  },
  prepareExplain({ max, per_s: perS }) {
    const perMs = perS * 1000;
    return (view) => {
      const at = eventTime(view);
      const passed = timesIn(view.readState()).filter((time) => at - time < perMs);
      // It may when so many are over that fewer than `max` are left.
      const blocking = passed.length < max ? undefined : passed.toSorted((a, b) => a - b).at(-max);
      const nextAt = blocking === undefined ? null : instantOf(blocking + perMs);
      return [{ kind: 'limit', passed: passed.length, max, per_ms: perMs, next_at: nextAt }];
    };
  },
});

function timesIn(state: JsonValue | undefined): readonly number[] {
  return Array.isArray(state) ? state.filter((time) => typeof time === 'number') : [];
}
