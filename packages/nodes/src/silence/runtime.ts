import type { Branch, NodeView, RunContext, TraceFact } from '@signalbox/flow';
import { defineRuntime } from '@signalbox/flow';
import { instantOf } from '../instant.ts';
import { choosesSources } from '../source-choice.ts';
import { definition } from './definition.ts';
import type { Silence } from './definition.ts';

const SILENCE = 'silence';

export const runtime = defineRuntime<Silence>(definition, {
  begins: true,
  prepare({ after_s: afterS }) {
    const afterMs = afterS * 1000;
    return (context) => {
      if (context.timer === SILENCE) return whenDue(context, afterMs);
      if (context.begun !== null) return begin(context, context.begun + afterMs);
      // One timer waits for all messages: most of them need no write to the store.
      if (context.message === null || context.readState() === true) return null;
      context.writeState(true);
      listen(context, context.now + afterMs);
      return null;
    };
  },
  prepareExplain: ({ after_s: afterS }) => {
    const afterMs = afterS * 1000;
    return (view) => {
      const last = view.lastRecord?.serverTime ?? null;
      const lastAt = last === null ? null : instantOf(last);
      return [{ kind: 'silence', phase: phaseOf(view, afterMs), after_ms: afterMs, last_at: lastAt }];
    };
  },
  ...choosesSources,
});

function phaseOf(view: NodeView, afterMs: number): Extract<TraceFact, { kind: 'silence' }>['phase'] {
  if (view.timer !== SILENCE) {
    const kept = view.readState() ?? null;
    return kept === true || (view.begun !== null && kept !== null) ? 'goes_on' : 'listens';
  }
  return view.now < silentFrom(view, afterMs) ? 'broken' : 'silent';
}

function silentFrom({ lastRecord }: NodeView, afterMs: number): number {
  return (lastRecord?.serverTime ?? Number.NEGATIVE_INFINITY) + afterMs;
}

/**
 * Publishing a flow must not report all that are parked: who was silent before is so from now on. One that listens, or
 * whose silence was told, goes on as it is.
 */
function begin(context: RunContext, silentAt: number): Branch {
  if ((context.readState() ?? null) !== null) return null;
  context.writeState(true);
  listen(context, silentAt);
  return null;
}

/** Messages may have come since the timer was set: then silence would begin with the last of them. */
function whenDue(context: RunContext, afterMs: number): Branch {
  const silentAt = silentFrom(context, afterMs);
  if (context.now < silentAt) {
    listen(context, silentAt);
    return null;
  }
  context.writeState(false);
  return 'simple_edge';
}

/** Silence is a fact of now, however old the message was that it follows. */
function listen(context: RunContext, until: number): void {
  context.setTimer(SILENCE, until, 'live');
}
