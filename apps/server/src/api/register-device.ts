import type { NewDevice } from '@signalbox/api';
import { type Device, StorageError } from '@signalbox/storage';
import { hashSecret, newSecret } from '../access/secrets.ts';
import type { HandlerContext } from '../http/bind-routes.ts';
import { HttpProblem } from '../http/problem.ts';
import { recordAction } from './audit.ts';
import type { ApiServices } from './services.ts';

/** A new device and its key, which is kept nowhere. */
interface Registered {
  readonly device: Device;
  readonly key: string;
}

/** What became of one of many. */
interface Registration {
  readonly device_id: string;
  readonly id: number | null;
  readonly key: string | null;
  readonly problem: string | null;
}

/**
 * @throws {HttpProblem} `invalid_input` for a model that is unknown
 * @throws {StorageError} `device_exists`
 */
export function registerDevice(
  services: ApiServices,
  context: Pick<HandlerContext, 'caller' | 'request'>,
  { label, device_id: deviceId, model, labels = [] }: NewDevice,
): Registered {
  requireModel(services, model);
  const { storage } = services;
  const key = newSecret();
  const keyHash = hashSecret(key);
  const device = storage.devices.create({ label, deviceId, model, keyHash, labels: [...new Set(labels)] });
  recordAction(storage, context, { action: 'device.created', target: `device ${device.id}` });
  return { device, key };
}

/** One of many: what is wrong with it does not concern the others. */
export function tryRegisterDevice(
  services: ApiServices,
  context: Pick<HandlerContext, 'caller' | 'request'>,
  wanted: NewDevice,
): Registration {
  const { device_id } = wanted;
  try {
    const { device, key } = registerDevice(services, context, wanted);
    return { device_id, id: device.id, key, problem: null };
  } catch (error) {
    const isRefusal =
      error instanceof HttpProblem || (error instanceof StorageError && error.code === 'device_exists');
    if (!isRefusal) throw error;
    return { device_id, id: null, key: null, problem: error.message };
  }
}

function requireModel({ models }: ApiServices, code: string): void {
  if (models.some((model) => model.code === code)) return;
  const known = models.map((model) => model.code).join(', ');
  const message = `There is no model "${code}"; known are ${known}`;
  throw new HttpProblem('invalid_input', `${message}.`, { errors: [{ path: 'body.model', message }] });
}
