import { appendRecord, completeRecord } from './attribute-history.ts';
import type {
  EngineInput,
  MessageInput,
  OutcomeInput,
  StepEnvironment,
  StepResult,
  SweepInput,
  TimerInput,
} from './contract.ts';
import { NOTHING, runFlow, runFlows } from './run-flows.ts';
import { nodeStateKey } from './source-state.ts';
import type { SourceState } from './source-state.ts';
import { advance, classify, holdBack } from './timeliness.ts';

/**
 * Moves one source by one input: a message, how a delivery ended, a timer that came due, a change of
 * the device's link, a schedule, the beginning of a watch.
 *
 * Takes ownership of `state` and changes it in place; everything else stays as it is. The same
 * state, input, time and environment give the same result, effect ids included. Never throws for
 * bad data; a node that throws is reported in `faults` and the rest goes on.
 * @param now server time, Unix ms
 */
export function step(
  state: SourceState,
  input: EngineInput,
  now: number,
  environment: StepEnvironment,
): StepResult {
  switch (input.kind) {
    case 'message':
      return stepMessage(state, input, now, environment);
    case 'outcome':
      return stepOutcome(state, input, now, environment);
    case 'timer':
      return stepTimer(state, input, now, environment);
    case 'connection':
      return runFlows({ state, input, now, environment, timeliness: 'live' });
    case 'schedule':
    case 'begin':
      return stepSweep(state, input, now, environment);
  }
}

function stepMessage(
  state: SourceState,
  input: MessageInput,
  now: number,
  environment: StepEnvironment,
): StepResult {
  const { message, known } = input;
  const { watermark } = state;
  const { hash, messageTime: time } = message;
  holdBack(watermark, now + environment.limits.maxAheadMs);
  const timeliness = classify({ messageTime: time, hash, known }, watermark, now, environment.limits);
  if (time === null) return NOTHING[timeliness];
  if (timeliness === 'live' || timeliness === 'delayed') {
    advance(watermark, time, hash);
    const stamp = { generationTime: time, serverTime: message.serverTime };
    appendRecord(state.history, message.attributes, stamp);
  } else if (timeliness !== 'late') {
    return NOTHING[timeliness];
  }
  const result = runFlows({ state, input, now, environment, timeliness });
  completeRecord(state.history);
  return result;
}

/** Starts at the wires of the node whose delivery ended; a node that is gone has none. */
function stepOutcome(
  state: SourceState,
  input: OutcomeInput,
  now: number,
  environment: StepEnvironment,
): StepResult {
  const flow = environment.flows.find((bound) => bound.flow.id === input.flowId)?.flow;
  const node = flow?.nodes[flow.indexOf.get(input.nodeId) ?? -1];
  if (flow === undefined || node === undefined) return NOTHING.live;
  const exit = node.exits[input.outcome.succeeded ? 'success_edge' : 'failure_edge'];
  return runFlow({ state, input, now, environment, timeliness: 'live' }, flow, exit?.successors ?? []);
}

/**
 * Runs the node whose timer it is. The timer of a node that is gone, is off or means something else is
 * dropped with the state that waits for it: should the node come back, it starts anew.
 */
function stepTimer(
  state: SourceState,
  input: TimerInput,
  now: number,
  environment: StepEnvironment,
): StepResult {
  const flow = environment.flows.find((bound) => bound.flow.id === input.flowId)?.flow;
  const index = flow?.indexOf.get(input.nodeId) ?? -1;
  if (flow === undefined || flow.nodes[index]?.meaning !== input.meaning) return dropState(state, input);
  return runFlow({ state, input, now, environment, timeliness: input.timeliness }, flow, [index]);
}

/** Runs the node whose occasion it is, for a source that it chooses. One that means something else does not run. */
function stepSweep(
  state: SourceState,
  input: SweepInput,
  now: number,
  environment: StepEnvironment,
): StepResult {
  const bound = environment.flows.find(({ flow }) => flow.id === input.flowId);
  const index = bound?.flow.indexOf.get(input.nodeId) ?? -1;
  if (bound === undefined || bound.flow.nodes[index]?.meaning !== input.meaning) return NOTHING.live;
  const starts = input.kind === 'schedule' ? bound.scheduleEntries : bound.entries;
  if (!starts.includes(index)) return NOTHING.live;
  return runFlow({ state, input, now, environment, timeliness: 'live' }, bound.flow, [index]);
}

function dropState({ nodeStates }: SourceState, { flowId, nodeId, meaning }: TimerInput): StepResult {
  const key = nodeStateKey(flowId, nodeId);
  if (nodeStates?.get(key)?.meaning !== meaning) return NOTHING.live;
  const dropped = { flowId, nodeId, state: null, meaning };
  nodeStates.set(key, dropped);
  return { ...NOTHING.live, nodeStates: [dropped] };
}
