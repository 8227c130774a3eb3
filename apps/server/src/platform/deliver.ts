import { randomUUID } from 'node:crypto';
import type { CommandSpec, Delivery, DeliverySpec, DeliveryState, WebhookSpec } from '@signalbox/delivery';
import { type Command, DEFAULT_RETRY_POLICY, type WebhookRequest } from '@signalbox/flow';
import type { ApiServices } from '../api/services.ts';
import { PlatformFault } from './platform-fault.ts';

/** How long an answer waits for the store and the device's link. */
export const WRITE_LIMIT_MS = 5000;

/** Design §5: wanted states are soon out of date, one-off commands and webhooks less so. */
const LEVEL_TTL_MS = 120_000;
const PULSE_TTL_MS = 600_000;

/** What a state means to whoever waits: `null` for wait on. */
type Verdict = 'accepted' | 'refused' | 'failed' | null;

type Services = Pick<ApiServices, 'clock' | 'links' | 'pauses' | 'runtime'>;

/** A command that a person or a program asked for. */
export function commandSpec(now: number, targetSourceId: number, command: Command): CommandSpec {
  const ttlMs = command.type === 'raw' ? PULSE_TTL_MS : LEVEL_TTL_MS;
  return { ...newSpec(now, ttlMs), kind: 'command', targetSourceId, command, guard: null };
}

/** A webhook that a person or a program asked for, about a device. */
export function webhookSpec(now: number, sourceId: number, request: WebhookRequest): WebhookSpec {
  return { ...newSpec(now, PULSE_TTL_MS), kind: 'webhook', request, sourceId };
}

/**
 * Sends a command to a device that is online; resolves when it is stored and written to the
 * device's link, or stored behind one that is in flight. What is refused here will not happen later.
 * @returns the delivery's id
 * @throws {PlatformFault} 208 while people have paused it, 213, 214; 14 while the store takes nothing
 */
export async function sendNow(services: Services, sourceId: number, command: Command): Promise<string> {
  const spec = commandSpec(services.clock.now(), sourceId, command);
  // A wanted state that came true when the pause ends would take whoever asked for it by surprise.
  if (services.pauses.reasonFor(spec) !== null) throw new PlatformFault(208);
  if (!services.links.isOnline(sourceId)) throw new PlatformFault(213);
  await deliver(services, spec, judgeWritten);
  return spec.id;
}

/**
 * Leaves a delivery to its own course; resolves when it is stored.
 * @returns its id
 * @throws {PlatformFault} 214; 14 while the store takes nothing
 */
export async function accept(services: Services, spec: DeliverySpec): Promise<string> {
  await deliver(services, spec, (state) => (state === 'rejected' ? 'refused' : 'accepted'));
  return spec.id;
}

function newSpec(now: number, ttlMs: number) {
  const retry = DEFAULT_RETRY_POLICY;
  return { id: randomUUID(), origin: null, retry, createdAt: now, expiresAt: now + ttlMs };
}

const WRITTEN: ReadonlySet<DeliveryState> = new Set([
  'awaiting_reply',
  'confirming',
  'confirmed',
  'delivered',
  'unconfirmed',
]);

/** Queued behind another command, or until it is safe, or replaced before it went out: all are taken. */
const TAKEN: ReadonlySet<DeliveryState> = new Set(['queued', 'guarded', 'superseded']);

function judgeWritten(state: DeliveryState): Verdict {
  if (state === 'sending') return null;
  if (state === 'rejected') return 'refused';
  return WRITTEN.has(state) || TAKEN.has(state) ? 'accepted' : 'failed';
}

async function deliver(
  services: Services,
  spec: DeliverySpec,
  judge: (state: DeliveryState) => Verdict,
): Promise<void> {
  const verdict = await waitForVerdict(services, spec, judge);
  if (verdict === 'accepted') return;
  if (verdict === 'refused') throw new PlatformFault(214);
  const { runtime } = services;
  const cancelled = runtime.cancel(spec.id, 'the API: it could not be sent');
  if (!runtime.storeAvailable) {
    // Nobody waits for it any more; why it failed is in the log.
    cancelled.catch(() => {});
    throw new PlatformFault(14);
  }
  await cancelled;
  throw new PlatformFault(213);
}

async function waitForVerdict(
  { clock, runtime }: Services,
  spec: DeliverySpec,
  judge: (state: DeliveryState) => Verdict,
): Promise<Verdict> {
  const { promise, resolve, reject } = Promise.withResolvers<Verdict>();
  const listen = ({ state }: Delivery): void => {
    const verdict = judge(state);
    if (verdict !== null) resolve(verdict);
  };
  const endFollowing = runtime.follow(spec.id, listen);
  const cancelLimit = clock.wakeAt(clock.now() + WRITE_LIMIT_MS, () => resolve('failed'));
  runtime.request(spec).catch(reject);
  try {
    return await promise;
  } finally {
    endFollowing();
    cancelLimit();
  }
}
