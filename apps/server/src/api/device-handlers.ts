import type { Device, Storage } from '@signalbox/storage';
import { hashSecret, newSecret } from '../access/secrets.ts';
import { notFound } from '../http/problem.ts';
import { recordAction } from './audit.ts';
import { showDevice, showDeviceDetail, showModel, showUnknownDevice } from './device-view.ts';
import { registerDevice, tryRegisterDevice } from './register-device.ts';
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
      const { label, labels, blocked, timeliness } = body;
      const change = {
        ...(label === undefined ? {} : { label }),
        ...(labels === undefined ? {} : { labels: [...new Set(labels)] }),
        ...(blocked === undefined ? {} : { blocked }),
        ...(timeliness === undefined ? {} : { timeliness }),
      };
      const device = storage.devices.update(params.id, change);
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

/** @throws {HttpProblem} `not_found` */
export function requireDevice({ devices }: Storage, id: number): Device {
  const device = devices.get(id);
  if (device === undefined) throw notFound(`Device ${id}`);
  return device;
}
