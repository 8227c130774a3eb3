import type { FlowTrace, TraceInput, TraceOutcome } from '@signalbox/flow';
import type { BoundFlow, EngineInput, StepEnvironment, StepResult } from '../contract.ts';
import type { SourceState } from '../source-state.ts';
import { step } from '../step.ts';
import { VisitRecorder } from './visit-recorder.ts';
import type { RecordedFlow } from './visit-recorder.ts';

/** A step and why it went so. */
export interface TracedStep {
  readonly result: StepResult;
  /** One per flow that the input could start, in the order they ran; also where no node ran. */
  readonly traces: readonly FlowTrace[];
}

const NOT_RUN: RecordedFlow = { visits: [], leftOut: 0 };

/**
 * As `step`, and writes down what each node saw, what it decided and why. The result is the same.
 * It costs several times as much: for the steps that somebody will ask about.
 * @param now server time, Unix ms
 */
export function stepTraced(
  state: SourceState,
  input: EngineInput,
  now: number,
  environment: StepEnvironment,
): TracedStep {
  const recorder = new VisitRecorder(input);
  const result = step(state, input, now, { ...environment, recorder });
  const traces = environment.flows.flatMap((bound): FlowTrace[] => {
    const recorded = recorder.flows.get(bound.flow.id) ?? (startsOn(bound, input) ? NOT_RUN : null);
    if (recorded === null) return [];
    const { id, version } = bound.flow;
    return [
      {
        flowId: id,
        flowVersion: version,
        sourceId: environment.source.id,
        at: now,
        messageTime: input.kind === 'message' ? input.message.messageTime : null,
        timeliness: result.timeliness,
        outcome: outcomeOf(id, result),
        body: { input: inputOf(input), visits: recorded.visits, visits_left_out: recorded.leftOut },
      },
    ];
  });
  return { result, traces };
}

/** Whether the flow would have begun, had nothing kept it back. */
function startsOn({ entries, connectionEntries }: BoundFlow, { kind }: EngineInput): boolean {
  if (kind === 'message') return entries.length > 0;
  return kind === 'connection' && connectionEntries.length > 0;
}

function outcomeOf(flowId: number, { effects, faults }: StepResult): TraceOutcome {
  if (faults.some((fault) => fault.flowId === flowId)) return 'failed';
  return effects.some(({ origin }) => origin.flowId === flowId) ? 'fired' : 'not_fired';
}

function inputOf(input: EngineInput): TraceInput {
  switch (input.kind) {
    case 'message':
      return { kind: 'message', node_id: null, detail: null };
    case 'timer':
      return { kind: 'timer', node_id: input.nodeId, detail: input.name };
    case 'outcome':
      return { kind: 'outcome', node_id: input.nodeId, detail: input.outcome.deliveryId };
    case 'connection':
      return { kind: 'connection', node_id: null, detail: input.change };
    case 'schedule':
    case 'begin':
      return { kind: input.kind, node_id: input.nodeId, detail: null };
  }
}
