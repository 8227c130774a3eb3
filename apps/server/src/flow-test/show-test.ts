import type { FlowTestResult, TestedActionOnWire, TestedStepOnWire } from '@signalbox/api';
import type { ResultComparison, TestedAction, TestedStep, TestResult } from '@signalbox/replay';
import { describeEffect, showRequest } from '../api/delivery-view.ts';
import { toTimestamp, toTimestampOrNull } from '../api/wire.ts';

/** Actions that are listed. */
const MAX_ACTIONS = 500;
/** Kinds of actions that are named. */
const SHOWN_KINDS = 10;
/** Entries of each list of a comparison. */
const MAX_COMPARED = 200;
/** Of a webhook's body, characters. */
const MAX_BODY = 4000;

/** The device of a source as people know it; `null` when it is gone. */
export type TrackerOf = (sourceId: number) => number | null;

/** What a run came to, on the wire. */
export function showRun(result: TestResult, trackerOf: TrackerOf) {
  const kinds: FlowTestResult['action_kinds'] = result.kinds.slice(0, SHOWN_KINDS);
  return {
    nodes: result.nodes.map(({ nodeId, ...figures }) => ({ node_id: nodeId, ...figures })),
    actions: result.actions.slice(0, MAX_ACTIONS).map((action) => showAction(action, trackerOf)),
    action_count: result.actions.length + result.actionsLeftOut,
    action_kinds: kinds,
    unsent: { ...result.unsent },
    faults: result.faults.map(({ nodeId, message }) => ({ node_id: nodeId, message })),
    steps: result.steps.map(showStep),
    steps_left_out: result.stepsLeftOut,
    outcomes_left_out: result.outcomesLeftOut,
  } satisfies Partial<FlowTestResult>;
}

type Lists = Pick<
  NonNullable<FlowTestResult['comparison']>,
  'same' | 'added' | 'removed' | 'moved' | 'changed' | 'left_out' | 'until'
>;

/** A comparison, on the wire. */
export function showComparison(found: ResultComparison, trackerOf: TrackerOf): Lists {
  const { same, added, removed, moved, changed, until } = found;
  const single = (list: readonly TestedAction[]) =>
    list.slice(0, MAX_COMPARED).map((action) => showAction(action, trackerOf));
  const double = (list: readonly (readonly [TestedAction, TestedAction])[]) =>
    list.slice(0, MAX_COMPARED).map(([before, after]) => ({
      before: showAction(before, trackerOf),
      after: showAction(after, trackerOf),
    }));
  const leftOut = [added, removed, moved, changed].map(({ length }) => Math.max(0, length - MAX_COMPARED));
  return {
    same: same.length,
    added: single(added),
    removed: single(removed),
    moved: double(moved),
    changed: double(changed),
    left_out: leftOut.reduce((sum, count) => sum + count, 0),
    until: toTimestampOrNull(until),
  };
}

function showAction(action: TestedAction, trackerOf: TrackerOf): TestedActionOnWire {
  const { at, effect, guarded, guards, messageTime, refusal, step } = action;
  return {
    at: toTimestamp(at),
    message_time: toTimestampOrNull(messageTime),
    node_id: effect.origin.nodeId,
    step,
    kind: effect.kind,
    summary: describeEffect(effect),
    tracker_id: effect.kind === 'command' ? trackerOf(effect.targetSourceId) : null,
    request: effect.kind === 'webhook' ? shortRequest(effect.request) : null,
    refusal,
    guards: [...guards],
    guarded,
  };
}

function shortRequest(request: Parameters<typeof showRequest>[0]) {
  const { url, body } = showRequest(request);
  return { url, body: body === null || body.length <= MAX_BODY ? body : `${body.slice(0, MAX_BODY)}…` };
}

function showStep({ ordinal, trace }: TestedStep): TestedStepOnWire {
  const { at, body, messageTime, outcome, timeliness } = trace;
  return {
    step: ordinal,
    outcome,
    at: toTimestamp(at),
    message_time: toTimestampOrNull(messageTime),
    age_ms: messageTime === null ? null : at - messageTime,
    timeliness,
    last_node_id: body.visits.at(-1)?.node_id ?? null,
    ...body,
  };
}
