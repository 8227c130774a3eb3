import type { Effect, EffectRequest, Timeliness } from '@signalbox/flow';
import type { ReplayedStep } from '@signalbox/replay';
import type { ReasonStep, StepReasons } from './reason.ts';

/** A step with the reasons that its traces give. */
export interface ExplainedStep extends Pick<ReplayedStep, 'now' | 'result' | 'isInFlow'> {
  readonly reasons: StepReasons;
}

/** Where in the recording a line of the report belongs. */
export interface RecordPlace {
  /** Line of the telemetry file, from 1; `null` for what comes after the last. */
  readonly line: number | null;
  readonly deviceId: string;
}

/** What names mean that effects carry as ids. */
export interface Names {
  /** As given on the command line. */
  flowFile(flowId: number): string | undefined;
  deviceId(sourceId: number): string | undefined;
}

/** One JSON line per effect: `{at, device_id, flow, node, effect, reason}`. */
export function effectLine(place: RecordPlace, stepped: ExplainedStep, effect: Effect, names: Names): string {
  const { flowId, nodeId } = effect.origin;
  return JSON.stringify({
    at: isoTime(stepped.now),
    device_id: place.deviceId,
    flow: names.flowFile(flowId),
    node: nodeId,
    effect: describeEffect(effect, names),
    reason: stepped.reasons.leadingTo(flowId, nodeId),
    line: place.line,
  });
}

/** One JSON line for a record that did nothing: `{at, device_id, timeliness, why}`. */
export function idleLine(place: RecordPlace, stepped: ExplainedStep): string {
  const { timeliness } = stepped.result;
  const asked = stepped.reasons.all();
  return JSON.stringify({
    at: isoTime(stepped.now),
    device_id: place.deviceId,
    timeliness,
    why: whyIdle(timeliness, stepped.isInFlow, asked),
    ...(asked.length > 0 && { reason: asked }),
    line: place.line,
  });
}

/** As `idleLine`, for a device that the list of devices does not name. */
export function unknownDeviceLine(place: RecordPlace, now: number): string {
  const why = 'the list of devices does not name this device';
  return JSON.stringify({
    at: isoTime(now),
    device_id: place.deviceId,
    timeliness: null,
    why,
    line: place.line,
  });
}

const UNTIMELY: Partial<Record<Timeliness, string>> = {
  duplicate: 'the record was received before',
  future: 'its time lies too far in the future',
  no_time: 'it has no usable time',
  late: 'it is older than what the device sent before: only nodes that take late records ran',
};

function whyIdle(timeliness: Timeliness, isInFlow: boolean, asked: readonly ReasonStep[]): string {
  if (!isInFlow) return 'no flow chooses this device';
  const untimely = UNTIMELY[timeliness];
  if (untimely !== undefined) return untimely;
  const unknown = asked.find(({ took, value }) => took === null && value === null);
  if (unknown) return `${unknown.title}: ${unknown.formula} has no value`;
  const stopped = asked.find(({ took }) => took === null);
  if (stopped) return `${stopped.title}: takes no wire now`;
  if (timeliness === 'delayed') return 'nothing on the way asks for anything, or only for live records';
  return 'nothing on the way asks for anything';
}

function describeEffect(effect: EffectRequest, names: Names): object {
  const ttl = { ttl_s: effect.ttlMs / 1000 };
  if (effect.kind === 'webhook') {
    const { timeoutMs, ...request } = effect.request;
    return { kind: effect.kind, ...request, timeout_s: timeoutMs / 1000, ...ttl };
  }
  const { command, guard, skipIfAlready, targetSourceId } = effect;
  const target = names.deviceId(targetSourceId) ?? `source ${targetSourceId}`;
  return { kind: effect.kind, device_id: target, command, guard, skip_if_already: skipIfAlready, ...ttl };
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}
