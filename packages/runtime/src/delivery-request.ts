import type { CommandSpec, WebhookSpec } from '@signalbox/delivery';
import type { Effect } from '@signalbox/flow';

/** What is asked to be delivered. */
export type DeliveryRequest =
  | { readonly spec: CommandSpec; readonly skipIfAlready: boolean }
  | { readonly spec: WebhookSpec };

/** The delivery that a flow's effect asks for; its time to live counts from the decision. */
export function requestOf(effect: Effect, now: number): DeliveryRequest {
  const { id, origin, retry } = effect;
  const common = { id, origin, retry, createdAt: now, expiresAt: now + effect.ttlMs };
  if (effect.kind === 'webhook') {
    return { spec: { ...common, kind: 'webhook', request: effect.request } };
  }
  const { targetSourceId, command, guard, skipIfAlready } = effect;
  return { spec: { ...common, kind: 'command', targetSourceId, command, guard }, skipIfAlready };
}
