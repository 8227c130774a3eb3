import type { DeliveryDetail, DeliveryItem, TimelineEntry } from '@signalbox/api';
import { type Delivery, type GuardFinding, isEnd, subjectOf, wantedOutputs } from '@signalbox/delivery';
import {
  type Command,
  hideBodySecrets,
  hideUrlSecrets,
  isPlaceholder,
  isSecretName,
  type WebhookRequest,
} from '@signalbox/flow';
import type { DeliveryRecord, DeliveryTimelineEntry } from '@signalbox/storage';
import { toTimestamp, toTimestampOrNull } from './wire.ts';

/** Stands where a secret is. */
export const HIDDEN = '[hidden]';

/** A delivery as lists and live events show it. */
export function showDelivery(delivery: Delivery, trackerId: number | null): DeliveryItem {
  const { spec, state, attempts, reason, sentAt, updatedAt } = delivery;
  return {
    id: spec.id,
    state,
    ended: isEnd(state),
    kind: spec.kind,
    summary: describeEffect(spec),
    wants: spec.kind === 'command' ? wantsOf(spec.command) : null,
    tracker_id: trackerId,
    source_id: subjectOf(spec),
    flow_id: spec.origin?.flowId ?? null,
    flow_version: spec.origin?.flowVersion ?? null,
    node_id: spec.origin?.nodeId ?? null,
    control_id: spec.controlId ?? null,
    attempts,
    reason,
    created_at: toTimestamp(spec.createdAt),
    updated_at: toTimestamp(updatedAt),
    sent_at: toTimestampOrNull(sentAt),
    expires_at: toTimestamp(spec.expiresAt),
  };
}

/** A delivery with what is sent and its way so far. */
export function showDeliveryDetail(
  delivery: DeliveryRecord & { readonly timeline: readonly DeliveryTimelineEntry[] },
  { trackerId, traceId }: { readonly trackerId: number | null; readonly traceId: number | null },
): DeliveryDetail {
  const { spec, timeline } = delivery;
  return {
    ...showDelivery(delivery, trackerId),
    command: spec.kind === 'command' ? { ...spec.command } : null,
    guard: spec.kind === 'command' ? spec.guard : null,
    trace_id: traceId,
    request: spec.kind === 'webhook' ? showRequest(spec.request) : null,
    discarded_at: toTimestampOrNull(delivery.discardedAt),
    redriven_as: delivery.redrivenAs,
    timeline: timeline.map(showStep),
  };
}

function showStep({ at, state, attempts, reason, note }: DeliveryTimelineEntry): TimelineEntry {
  const { guard, answer, retryAt, proof } = note;
  return {
    at: toTimestamp(at),
    state,
    attempts,
    reason,
    guard: (guard ?? []).flatMap((finding) => flatten(finding, 0)),
    answer: answer ?? null,
    retry_at: toTimestampOrNull(retryAt ?? null),
    proof:
      proof === undefined
        ? null
        : {
            message_time: toTimestamp(proof.messageTime),
            attribute: proof.attribute,
            value: proof.value,
          },
  };
}

function flatten({ text, value, children }: GuardFinding, depth: number): TimelineEntry['guard'] {
  return [{ depth, text, value }, ...children.flatMap((child) => flatten(child, depth + 1))];
}

function wantsOf(command: Command): DeliveryItem['wants'] {
  if (command.type === 'raw') return null;
  const outputs = [...(wantedOutputs(command) ?? [])].map(([number, value]) => ({ number, value }));
  return { outputs, led: command.type === 'set_led' ? command.value : null };
}

/** What is asked for, in one line. */
export function describeEffect(asked: AskedFor): string {
  return asked.kind === 'command' ? describeCommand(asked.command) : describeRequest(asked.request);
}

type AskedFor =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'webhook'; readonly request: WebhookRequest };

function describeCommand(command: Command): string {
  if (command.type === 'set_output') return `output ${command.output} ${onOff(command.value)}`;
  if (command.type === 'set_outputs') return `outputs ${command.values.map(onOff).join(', ')}`;
  if (command.type === 'set_led') return `LED ${onOff(command.value)}`;
  return `command "${command.command}"`;
}

function onOff(value: boolean): string {
  return value ? 'on' : 'off';
}

/** Without the query and user part, where credentials may stand, nor those of the path. */
function describeRequest({ method, url }: WebhookRequest): string {
  if (!URL.canParse(url)) return method;
  const { origin, pathname } = new URL(hideUrlSecrets(url, HIDDEN));
  return `${method} ${origin}${pathname}`;
}

/** A request as people may see it. */
export function showRequest({ method, url, headers, body }: WebhookRequest) {
  return {
    method,
    url: hideUrlSecrets(url, HIDDEN),
    headers: headers.map(({ key, value }) => ({
      key,
      value: isSecretName(key) && !isPlaceholder(value) ? HIDDEN : value,
    })),
    body: body === null ? null : hideBodySecrets(body, HIDDEN),
  };
}
