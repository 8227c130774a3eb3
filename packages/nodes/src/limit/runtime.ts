import type { JsonValue } from '@signalbox/flow';
import { defineRuntime } from '@signalbox/flow';
import { eventTime } from '../condition-run.ts';
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
});

function timesIn(state: JsonValue | undefined): readonly number[] {
  return Array.isArray(state) ? state.filter((time) => typeof time === 'number') : [];
}
