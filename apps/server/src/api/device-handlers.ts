import type { AttributeSample, TelemetryRecord } from '@signalbox/api';
import type { JsonValue } from '@signalbox/flow';
import type { Device, MessageRecord, Storage } from '@signalbox/storage';
import { hashSecret, newSecret } from '../access/secrets.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { recordAction } from './audit.ts';
import { showDevice, showDeviceDetail, showModel } from './device-view.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { toTimestamp, toTimestampOrNull } from './wire.ts';

type Names =
  | 'listModels'
  | 'listDevices'
  | 'createDevice'
  | 'getDevice'
  | 'updateDevice'
  | 'deleteDevice'
  | 'cloneDevice'
  | 'rekeyDevice'
  | 'listDeviceRecords'
  | 'listAttributeSamples';

export function deviceHandlers(services: ApiServices): HandlersOf<Names> {
  const { storage, models } = services;
  return {
    listModels: () => ({ list: models.map(showModel) }),
    listDevices: async () => ({
      list: await Promise.all(storage.devices.list().map((device) => showDevice(services, device))),
    }),
    createDevice: async ({ body }, context) => {
      requireModel(services, body.model);
      const key = newSecret();
      const { label, device_id: deviceId, model } = body;
      const device = storage.devices.create({ label, deviceId, model, keyHash: hashSecret(key) });
      recordAction(storage, context, { action: 'device.created', target: `device ${device.id}` });
      return { ...(await showDeviceDetail(services, device)), key };
    },
    getDevice: ({ params }) => showDeviceDetail(services, requireDevice(storage, params.id)),
    updateDevice: ({ params, body }, context) => {
      const { label, blocked } = body;
      const change = {
        ...(label === undefined ? {} : { label }),
        ...(blocked === undefined ? {} : { blocked }),
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
    listDeviceRecords: ({ params, query }) => {
      const page = history(storage, params.id, query);
      return { list: page.list.map(showRecord), next_cursor: page.next };
    },
    listAttributeSamples: ({ params, query }) => {
      const page = history(storage, params.id, query);
      return { list: page.list.flatMap((record) => samplesOf(record, params.name)), next_cursor: page.next };
    },
  };
}

function requireModel({ models }: ApiServices, code: string): void {
  if (models.some((model) => model.code === code)) return;
  const known = models.map((model) => model.code).join(', ');
  const message = `There is no model "${code}"; known are ${known}`;
  throw new HttpProblem('invalid_input', `${message}.`, { errors: [{ path: 'body.model', message }] });
}

function requireDevice({ devices }: Storage, id: number): Device {
  const device = devices.get(id);
  if (device === undefined) throw notFound(`Device ${id}`);
  return device;
}

function history(storage: Storage, id: number, query: { limit: number; cursor?: string | undefined }) {
  const sourceId = requireDevice(storage, id).source.id;
  const { limit, cursor } = query;
  return storage.messages.history({ sourceId, limit, ...(cursor === undefined ? {} : { before: cursor }) });
}

function showRecord(record: MessageRecord): TelemetryRecord {
  const { messageTime, serverTime, timeliness, written } = record;
  return {
    message_time: toTimestampOrNull(messageTime),
    server_time: toTimestamp(serverTime),
    timeliness,
    attributes: attributesOf(record),
    written: written === null ? null : { ...written },
  };
}

/** The value that a record gives an attribute, if it has one; what a flow wrote stands over it. */
function samplesOf(record: MessageRecord, name: string): AttributeSample[] {
  const { messageTime, serverTime } = record;
  const values: Record<string, JsonValue> = { ...attributesOf(record), ...record.written };
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (messageTime === null || value === undefined) return [];
  return [{ value, message_time: toTimestamp(messageTime), server_time: toTimestamp(serverTime) }];
}

/** The stored text is JSON that the decoder wrote. */
function attributesOf(record: MessageRecord): Record<string, JsonValue> {
  return JSON.parse(record.body);
}
