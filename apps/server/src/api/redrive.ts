import { randomUUID } from 'node:crypto';
import { type Delivery, type DeliveryState, isEnd } from '@signalbox/delivery';
import { HttpProblem, notFound } from '../http/problem.ts';
import type { ApiServices } from './services.ts';

/** Ends with which there is nothing left to do. */
const SUCCEEDED: ReadonlySet<DeliveryState> = new Set(['confirmed', 'delivered']);

/**
 * Sends a delivery that ended without success again, with a fresh time to live. A webhook keeps
 * its id, by which its receiver tells repetitions; a command gets a new one, or a device that
 * remembers the old one would only repeat its answer.
 * @throws {HttpProblem} `not_found`, `conflict`
 */
export async function redrive({ storage, runtime, clock }: ApiServices, id: string): Promise<Delivery> {
  const ended = storage.deliveries.get(id);
  if (ended === undefined) throw notFound(`Delivery ${id}`);
  const { spec, state } = ended;
  if (!isEnd(state)) throw new HttpProblem('conflict', `The delivery is still under way: ${state}.`);
  if (SUCCEEDED.has(state)) throw new HttpProblem('conflict', `The delivery has succeeded: ${state}.`);
  const now = clock.now();
  const expiresAt = now + (spec.expiresAt - spec.createdAt);
  const again = { ...spec, createdAt: now, expiresAt };
  return runtime.request(spec.kind === 'webhook' ? again : { ...again, id: randomUUID() });
}
