import type { AttemptFailure, CommandSpec, Delivery, DeliveryEvent, WebhookSpec } from '@signalbox/delivery';
import type { Clock, DeviceLinks, SecretVault, WebhookResult, WebhookSender } from './ports.ts';
import { readyWebhook } from './secrets.ts';

/** What an attempt goes out through. */
export interface AttemptParts {
  readonly webhooks: WebhookSender;
  readonly links: DeviceLinks;
  readonly secrets: SecretVault;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
}

/** Hands one attempt to the outside and gives how it went. Never throws. */
export function attempt(parts: AttemptParts, { spec }: Delivery): Promise<DeliveryEvent> {
  return spec.kind === 'webhook' ? attemptWebhook(parts, spec) : attemptCommand(parts, spec);
}

async function attemptCommand(parts: AttemptParts, spec: CommandSpec): Promise<DeliveryEvent> {
  const { id, expiresAt, command, targetSourceId } = spec;
  const failure = await parts.links.send(targetSourceId, { id, expiresAt, command });
  return failure === null ? { type: 'sent', at: parts.clock.now() } : failed(parts, failure);
}

/** Secrets are in what goes out and in nothing that comes back. */
async function attemptWebhook(parts: AttemptParts, stored: WebhookSpec): Promise<DeliveryEvent> {
  const ready = readyWebhook(stored, parts.secrets);
  if (typeof ready === 'string') return failed(parts, { retry: 'never', reason: ready });
  const result = await parts.webhooks.send(ready.spec, ready.signingKey);
  const response = responseOf(result, ready.hide);
  if (result.ok) return { type: 'answered', at: parts.clock.now(), ...response };
  const { failure } = result;
  const reason = ready.hide(failure.reason);
  return failed(parts, { ...failure, reason, ...(result.status !== undefined && { response }) });
}

function responseOf({ status = 0, body = null }: WebhookResult, hide: (text: string) => string) {
  return { status, body: body === null ? null : hide(body) };
}

function failed({ clock, random }: AttemptParts, failure: AttemptFailure): DeliveryEvent {
  return { type: 'failed', at: clock.now(), random: random(), failure };
}
