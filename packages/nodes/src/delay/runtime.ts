import type { Branch, RunContext } from '@signalbox/flow';
import { defineRuntime } from '@signalbox/flow';
import { compileCondition } from '../formula-field.ts';
import { definition } from './definition.ts';

/** The timer, and the state while it waits; `null` is at rest. */
const WAIT = 'wait';

export const runtime = defineRuntime(definition, {
  watches: true,
  prepare({ for_s: forS, cancel_condition: cancel }) {
    const isCancelled = cancel === undefined ? () => false : compileCondition(cancel);
    return (context) => {
      const isWaiting = context.readState() === WAIT;
      if (context.timer === WAIT) return end(context, isWaiting && isCancelled(context) !== true);
      if (isCancelled(context) === true) {
        if (isWaiting) {
          context.cancelTimer(WAIT);
          context.writeState(null);
        }
      } else if (context.arrived && !isWaiting) {
        context.setTimer(WAIT, context.now + forS * 1000);
        context.writeState(WAIT);
      }
      return null;
    };
  },
});

function end(context: RunContext, goesOn: boolean): Branch {
  context.writeState(null);
  return goesOn ? 'simple_edge' : null;
}
