import { createHash } from 'node:crypto';
import type { RequestEdit } from '@signalbox/api';
import {
  type CommandSpec,
  conflicts,
  contradicts,
  type Delivery,
  type DeliveryState,
  isEnd,
  sameWish,
} from '@signalbox/delivery';
import type { DeliveryRecord } from '@signalbox/storage';
import { type Caller, requireRight } from '../http/caller.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { editRequest } from './edit-request.ts';
import type { ApiServices } from './services.ts';

/** Ends with which there is nothing left to do. */
const SUCCEEDED: ReadonlySet<DeliveryState> = new Set(['confirmed', 'delivered']);

/** Ends that say that nobody wants it any more. */
const WITHDRAWN: ReadonlySet<DeliveryState> = new Set(['superseded', 'cancelled']);

export interface Redrive {
  readonly id: string;
  readonly caller: Caller;
  /** What is sent instead; for webhooks only, so that nothing about a command is ever edited away. */
  readonly request?: RequestEdit | undefined;
}

/**
 * Sends a delivery that ended without success again, with a fresh time to live. A webhook keeps
 * its id, by which its receiver tells repetitions. A command is asked for anew (design §6): under a
 * new id, or a device that remembers the old one would only repeat its answer; with its guard; and
 * not against what has been asked of the device since.
 * @throws {HttpProblem} `not_found`, `conflict`, `forbidden`, `invalid_input`, `not_ready`
 */
export async function redrive(services: ApiServices, { id, caller, request }: Redrive): Promise<Delivery> {
  const { storage, runtime, clock } = services;
  const ended = storage.deliveries.get(id);
  if (ended === undefined) throw notFound(`Delivery ${id}`);
  requireRedrivable(ended);
  if (!runtime.storeAvailable) throw new HttpProblem('not_ready', 'The store takes nothing now.');
  const { spec } = ended;
  const now = clock.now();
  const times = { createdAt: now, expiresAt: now + (spec.expiresAt - spec.createdAt) };
  if (spec.kind === 'webhook') {
    if (request === undefined) return runtime.request({ ...spec, ...times });
    requireRight(caller, 'flows_publish');
    return runtime.request({ ...spec, ...times, request: editRequest(spec.request, request) });
  }
  requireRight(caller, 'devices_command');
  if (request !== undefined) throw new HttpProblem('conflict', 'A command cannot be changed; send another.');
  requireStillWanted(services, id, spec);
  const newId = idAgain(id);
  const asked = storage.deliveries.get(newId);
  const again = asked ?? (await runtime.request({ ...spec, ...times, id: newId }));
  storage.deliveries.markRedriven(id, newId);
  return again;
}

/**
 * The id under which a command is asked for again: always the same, so that two people, or one before and
 * one after the process died, ask for one command.
 */
function idAgain(id: string): string {
  return createHash('sha256').update(`again ${id}`).digest('hex').slice(0, 32);
}

function requireRedrivable({ state, discardedAt, redrivenAs }: DeliveryRecord): void {
  if (!isEnd(state)) throw new HttpProblem('conflict', `The delivery is still under way: ${state}.`);
  if (SUCCEEDED.has(state)) throw new HttpProblem('conflict', `The delivery has succeeded: ${state}.`);
  if (discardedAt !== null) throw new HttpProblem('conflict', 'The delivery was discarded.');
  if (redrivenAs !== null) {
    throw new HttpProblem('conflict', `The delivery was sent again already, as ${redrivenAs}.`);
  }
}

/** An old wish must not undo a newer one: what was asked for since counts. */
function requireStillWanted({ storage }: ApiServices, id: string, { targetSourceId, command }: CommandSpec) {
  const newer = storage.deliveries.laterCommands(targetSourceId, id).find(({ spec, state }) => {
    if (spec.kind !== 'command' || WITHDRAWN.has(state)) return false;
    const other = spec.command;
    return sameWish(other, command) || contradicts(other, command) || conflicts(other, command);
  });
  if (newer === undefined) return;
  throw new HttpProblem(
    'conflict',
    `The device was asked for the same or the opposite since, by delivery ${newer.id}.`,
  );
}
