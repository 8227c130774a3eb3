import type { Branch, NodeView, RunContext, TraceFact } from '@signalbox/flow';
import { defineRuntime } from '@signalbox/flow';
import { compileCondition, explainFormula } from '../formula-field.ts';
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
  prepareExplain({ for_s: forS, cancel_condition: cancel }) {
    const explain = cancel === undefined ? null : explainFormula('cancel_condition', cancel);
    return (view) => {
      const fact = explain?.(view) ?? null;
      const isCancelled = fact?.truth === true;
      const wait: TraceFact = { kind: 'wait', phase: phaseOf(view, isCancelled), of_ms: forS * 1000 };
      return fact === null ? [wait] : [fact, wait];
    };
  },
});

function phaseOf(view: NodeView, isCancelled: boolean): Extract<TraceFact, { kind: 'wait' }>['phase'] {
  const isWaiting = view.readState() === WAIT;
  if (isCancelled) return isWaiting ? 'called_off' : 'idle';
  if (view.timer === WAIT) return isWaiting ? 'ends' : 'idle';
  if (isWaiting) return 'goes_on';
  return view.arrived ? 'begins' : 'idle';
}

function end(context: RunContext, goesOn: boolean): Branch {
  context.writeState(null);
  return goesOn ? 'simple_edge' : null;
}
