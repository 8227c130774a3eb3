import type { DevicePatch } from '@signalbox/api';
import type { Device, Storage } from '@signalbox/storage';
import { hashSecret, newSecret } from '../access/secrets.ts';
import type { HandlerContext } from '../http/bind-routes.ts';
import { requireRight } from '../http/caller.ts';
import { notFound } from '../http/problem.ts';
import { recordAction } from './audit.ts';
import { showDevice, showDeviceDetail, showModel, showUnknownDevice } from './device-view.ts';
import { registerDevice, tryRegisterDevice } from './register-device.ts';
import { readEngineCut, showEngineCut } from './engine-cut.ts';
import type { ApiServices, HandlersOf } from './services.ts';

type Names =
  | 'listModels'
  | 'listDevices'
  | 'createDevice'
  | 'createDevices'
  | 'listUnknownDevices'
  | 'getDevice'
  | 'updateDevice'
  | 'deleteDevice'
  | 'cloneDevice'
  | 'rekeyDevice';

export function deviceHandlers(services: ApiServices): HandlersOf<Names> {
  const { storage, models } = services;
  return {
    listModels: () => ({ list: models.map(showModel) }),
    listDevices: async () => ({
      list: await Promise.all(storage.devices.list().map((device) => showDevice(services, device))),
    }),
    createDevice: async ({ body }, context) => {
      const { device, key } = registerDevice(services, context, body);
      return { ...(await showDeviceDetail(services, device)), key };
    },
    createDevices: ({ body }, context) => ({
      list: body.devices.map((device) => tryRegisterDevice(services, context, device)),
    }),
    listUnknownDevices: () => {
      // Who was registered since then is unknown no more.
      const list = services.unknownDevices
        .list()
        .filter(({ deviceId }) => storage.devices.keyHashOf(deviceId) === undefined);
      return { list: list.map(showUnknownDevice) };
    },
    getDevice: ({ params }) => showDeviceDetail(services, requireDevice(storage, params.id)),
    updateDevice: ({ params, body }, context) => {
      const { label, labels, blocked, timeliness, engine_cut: cut } = body;
      if (cut !== undefined) changeEngineCut(services, context, params.id, cut);
      const change = {
        ...(label === undefined ? {} : { label }),
        ...(labels === undefined ? {} : { labels: [...new Set(labels)] }),
        ...(blocked === undefined ? {} : { blocked }),
        ...(timeliness === undefined ? {} : { timeliness }),
      };
      const device = storage.devices.update(params.id, change);
      if (Object.keys(change).length === 0) return showDeviceDetail(services, device);
      recordAction(storage, context, {
        action: 'device.changed',
        target: `device ${device.id}`,
        detail: change,
      });
      return showDeviceDetail(services, device);
    },
    deleteDevice: ({ params }, context) => {
      storage.devices.remove(params.id);
      recordAction(storage, context, { action: 'device.deleted', target: `device ${params.id}` });
      return undefined;
    },
    cloneDevice: ({ params, body }, context) => {
      const clone = storage.devices.clone(params.id);
      recordAction(storage, context, { action: 'device.cloned', target: `device ${clone.id}` });
      const label = body?.label;
      const named = label === undefined ? clone : storage.devices.update(clone.id, { label });
      return showDeviceDetail(services, named);
    },
    rekeyDevice: ({ params }, context) => {
      const { id, source } = requireDevice(storage, params.id);
      const key = newSecret();
      storage.devices.setKeyHash(source.id, hashSecret(key));
      recordAction(storage, context, { action: 'device.rekeyed', target: `device ${id}` });
      return { id, key };
    },
  };
}

/**
 * Who may say how the engine is stopped may take its guard away: the log keeps what was before.
 * @throws {HttpProblem} `forbidden`, `invalid_input`, `not_found`
 */
function changeEngineCut(
  { storage }: ApiServices,
  context: HandlerContext,
  id: number,
  given: NonNullable<DevicePatch['engine_cut']> | null,
): void {
  requireRight(context.caller, 'tracker_configure');
  const { source } = requireDevice(storage, id);
  const before = showEngineCut(source);
  const device = storage.devices.update(id, { engineCut: readEngineCut(source, given) });
  recordAction(storage, context, {
    action: 'device.engine_cut_changed',
    target: `device ${id}`,
    detail: { before, after: showEngineCut(device.source) },
  });
}

/** @throws {HttpProblem} `not_found` */
export function requireDevice({ devices }: Storage, id: number): Device {
  const device = devices.get(id);
  if (device === undefined) throw notFound(`Device ${id}`);
  return device;
}
