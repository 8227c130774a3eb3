import {
  type PlatformCall,
  platformCalls,
  type RawParameters,
  readParameters,
  type TrackerChecks,
} from '@signalbox/api';
import type { Device } from '@signalbox/storage';
import type { FastifyRequest } from 'fastify';
import type { ApiServices } from '../api/services.ts';
import { pathOf } from '../http/problem.ts';
import { admit, type Gate, takeOne } from './admission.ts';
import { dateWriter } from './dates.ts';
import { JsonText, type PlatformContext, type PlatformHandlers } from './handler.ts';
import { createPlatformHandlers } from './handlers.ts';
import { PlatformFault } from './platform-fault.ts';
import { readRequest } from './read-request.ts';

interface BoundCall {
  readonly call: PlatformCall;
  /** Its types were checked where it was put together with its call. */
  readonly handle: (parameters: object, context: PlatformContext) => unknown;
}

/**
 * Answers one request, whatever it asks: the order of the steps is the precedence of errors.
 * @returns the answer's text
 * @throws {PlatformFault} for a refusal
 */
export type Dispatch = (request: FastifyRequest) => Promise<string>;

export function createDispatch(services: ApiServices, gate: Gate): Dispatch {
  const bound = bindCalls(createPlatformHandlers(services));
  return async (request) => {
    const { call, handle } = find(bound, request);
    const raw = readOrCount(request, gate);
    const { caller, hash } = admit(gate, call, request, raw);
    const read = readParameters(call.parameters, raw);
    if (!read.ok) throw new PlatformFault(7, read.errors);
    const device = call.tracker === undefined ? undefined : findTracker(services, call.tracker, read.value);
    const date = dateWriter(services.storage.settings, wantsIso(request, raw));
    const answer = await handle(read.value, { caller, hash, device, address: request.ip, date });
    return answer instanceof JsonText ? answer.text : JSON.stringify(answer);
  };
}

function bindCalls(handlers: PlatformHandlers): ReadonlyMap<string, BoundCall> {
  const erased: Readonly<Record<string, unknown>> = handlers;
  const bound = Object.entries<PlatformCall>(platformCalls).map(([path, call]): [string, BoundCall] => {
    const handler = erased[path];
    if (typeof handler !== 'function') throw new Error(`The call ${path} has no handler.`);
    return [path, { call, handle: (...given) => Reflect.apply(handler, undefined, given) }];
  });
  return new Map(bound);
}

const PREFIX = /^\/(?:api-)?v2\//;

function find(bound: ReadonlyMap<string, BoundCall>, { method, url }: FastifyRequest): BoundCall {
  const found = bound.get(pathOf(url).replace(PREFIX, '').replace(/\/$/, ''));
  if (found === undefined) throw new PlatformFault(111);
  if (method !== 'GET' && method !== 'POST') throw new PlatformFault(112);
  return found;
}

/** A body that cannot be read names nobody, so it counts for its address. */
function readOrCount(request: FastifyRequest, gate: Gate): RawParameters {
  try {
    return readRequest(request);
  } catch (error) {
    takeOne(gate, `address ${request.ip}`);
    throw error;
  }
}

function findTracker({ storage }: ApiServices, checks: TrackerChecks, parameters: object): Device {
  const id: unknown = Reflect.get(parameters, 'tracker_id');
  const device = typeof id === 'number' ? storage.devices.get(id) : undefined;
  if (device === undefined) throw new PlatformFault(checks.unknown);
  if (checks.blocked && device.source.blocked) throw new PlatformFault(208);
  if (checks.clone && device.clone) throw new PlatformFault(219);
  return device;
}

function wantsIso({ headers }: FastifyRequest, { json, texts }: RawParameters): boolean {
  if (json['iso_datetime'] === true || texts.get('iso_datetime')?.toLowerCase() === 'true') return true;
  return String(headers['nvx-iso-datetime']).toLowerCase() === 'true';
}
