import type { ProblemCode } from '@signalbox/api';
import type { Device } from '@signalbox/storage';
import { HttpProblem, notFound } from '../http/problem.ts';
import { PlatformFault } from '../platform/platform-fault.ts';
import type { ApiServices } from './services.ts';

/** Refusals that both APIs know, in the words of this one. */
const PROBLEM_OF: Readonly<Record<number, { readonly code: ProblemCode; readonly detail: string }>> = {
  14: { code: 'not_ready', detail: 'The store takes nothing now; try again in a few seconds.' },
  201: { code: 'not_found', detail: 'There is no such output control of this device.' },
  208: { code: 'paused', detail: 'Commands to this device are paused, so the command was not sent.' },
  213: { code: 'device_offline', detail: 'The device is not connected, so the command was not sent.' },
  214: { code: 'not_supported', detail: 'The device does not take this command.' },
  268: { code: 'too_many', detail: 'A device has at most 100 output controls; delete one first.' },
};

/**
 * Does what `/v2` does too.
 * @throws {HttpProblem} for what `/v2` refuses with a code
 */
export async function inProblems<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof PlatformFault ? toProblem(error) : error;
  }
}

function toProblem(fault: PlatformFault): HttpProblem {
  const known = PROBLEM_OF[fault.code];
  if (known !== undefined) return new HttpProblem(known.code, known.detail);
  const errors = fault.errors.map(({ parameter, error }) => ({
    path: parameter.replace(/^command\b/, 'body').replace(/^param$/, 'body.param'),
    message: error,
  }));
  const detail = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
  return new HttpProblem('invalid_input', `${detail}.`, { errors });
}

/**
 * The device, if its tracker may act at all.
 * @throws {HttpProblem} `not_found`, `device_blocked`, `device_is_clone`
 */
export function requireActing({ storage }: Pick<ApiServices, 'storage'>, id: number): Device {
  const device = storage.devices.get(id);
  if (device === undefined) throw notFound(`Device ${id}`);
  if (device.source.blocked) throw new HttpProblem('device_blocked', `${device.label} is blocked.`);
  if (!device.clone) return device;
  throw new HttpProblem(
    'device_is_clone',
    `${device.label} is a clone: use the tracker that owns the device.`,
  );
}
