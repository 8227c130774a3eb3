import { TIMELINESS, timelinessSettingsSchema } from '@signalbox/flow';
import { z } from 'zod';
import {
  entityId,
  entityIdText,
  idParams,
  jsonValue,
  label,
  noContent,
  pageQuery,
  timestamp,
} from './common.ts';
import { defineRoute } from './route.ts';

/** What a model of device can do. */
export const modelSchema = z
  .object({
    code: z.string(),
    title: z.string(),
    vendor: z.string(),
    /** `later`: may be registered, but nothing listens for its protocol yet. */
    transport: z.enum(['ready', 'later']),
    /** How many outputs it has; they are numbered from 1. */
    outputs: z.int().min(0),
    /** Outputs can be switched one at a time. */
    single: z.boolean(),
    /** All outputs can be switched with one command. */
    batch: z.boolean(),
    led: z.boolean(),
    /** Output reserved to engine block. */
    engine_block_output: z.int().positive().nullable(),
  })
  .meta({ id: 'Model' });
export type Model = z.infer<typeof modelSchema>;

/** Words that people sort their trackers by. */
const labels = z.array(z.string().trim().min(1).max(64)).max(50);

/** The name by which a device connects: 1–64 of `[A-Za-z0-9._-]`. */
export const deviceIdSchema = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, {
  error: 'must be 1 to 64 letters, digits, dots, underscores or hyphens',
});

/** Outputs that stop the engine: how each is wired. */
const engineOutputs = z.array(z.object({ number: z.int().min(1).max(64), on: z.enum(['cut', 'restore']) }));

/** How a device stops its engine, and what must hold before it may. */
export const engineCutSchema = z
  .object({
    /** What switching the output on does: cut the engine or restore it. */
    outputs: engineOutputs,
    /** Formula that is looked at when a cut is sent; `null`: none. */
    guard: z.string().nullable(),
    /** Whether the guard is the usual one: below 5 km/h by a fix younger than 30 s. */
    usual_guard: z.boolean(),
    /** Whether both are as the model says. */
    from_model: z.boolean(),
  })
  .meta({ id: 'EngineCut' });
export type EngineCutOnWire = z.infer<typeof engineCutSchema>;

const sourceSchema = z.object({
  id: entityId,
  device_id: z.string(),
  model: z.string(),
  blocked: z.boolean(),
});

const connectionSchema = z.object({
  /** Connected and listening for commands. */
  online: z.boolean(),
  /** Device time of the newest record; `null` before the first. */
  last_message_at: timestamp.nullable(),
});

/** A tracker as lists show it. */
export const deviceSchema = z
  .object({
    id: entityId,
    label: z.string(),
    labels: z.array(z.string()),
    /** A read-only view of a source that another tracker owns. */
    clone: z.boolean(),
    created_at: timestamp,
    source: sourceSchema,
    connection: connectionSchema,
    /** Output 1 first; `null` while the device has not reported it. */
    outputs: z.array(z.boolean().nullable()),
    led: z.boolean(),
    engine_cut: engineCutSchema,
  })
  .meta({ id: 'Device' });
export type Device = z.infer<typeof deviceSchema>;

/** A tracker with its last attributes. */
export const deviceDetailSchema = deviceSchema
  .extend({
    attributes: z.record(z.string(), jsonValue),
    /** When the device made each of them. */
    attribute_times: z.record(z.string(), timestamp),
    /** How old and how far ahead messages of the source may be. */
    timeliness: timelinessSettingsSchema.required(),
  })
  .meta({ id: 'DeviceDetail' });
export type DeviceDetail = z.infer<typeof deviceDetailSchema>;

/** A new tracker; its key is told once. */
export const createdDeviceSchema = deviceDetailSchema
  .extend({ key: z.string() })
  .meta({ id: 'CreatedDevice' });
export type CreatedDevice = z.infer<typeof createdDeviceSchema>;

/** One telemetry record as it was kept. */
export const recordSchema = z
  .object({
    message_time: timestamp.nullable(),
    server_time: timestamp,
    timeliness: z.enum(TIMELINESS),
    attributes: z.record(z.string(), jsonValue),
    /** Attributes that flows wrote on it. */
    written: z.record(z.string(), jsonValue).nullable(),
  })
  .meta({ id: 'Record' });
export type TelemetryRecord = z.infer<typeof recordSchema>;

export const attributeSampleSchema = z.object({
  value: jsonValue,
  message_time: timestamp,
  server_time: timestamp,
});
export type AttributeSample = z.infer<typeof attributeSampleSchema>;

const createDeviceBody = z.object({
  label,
  device_id: deviceIdSchema,
  model: z.string().min(1).max(64),
  labels: labels.optional(),
});
export type NewDevice = z.input<typeof createDeviceBody>;

const { max_live_age_s, max_ahead_s, correct_week_rollover } = timelinessSettingsSchema.shape;

/** What is left out stays as it is; `null` in place of the whole brings back the defaults. */
const timelinessPatch = z.strictObject({
  max_live_age_s: max_live_age_s.removeDefault().exactOptional(),
  max_ahead_s: max_ahead_s.removeDefault().exactOptional(),
  correct_week_rollover: correct_week_rollover.removeDefault().exactOptional(),
});

const patchDeviceBody = z.object({
  label: label.optional(),
  labels: labels.optional(),
  blocked: z.boolean().optional(),
  timeliness: timelinessPatch.nullable().optional(),
  /** Needs the right `tracker_configure`. `null`: as the model says. Without `guard`: the usual one. */
  engine_cut: z
    .object({
      outputs: engineOutputs.max(8),
      guard: z.string().trim().min(1).max(4000).nullable().optional(),
    })
    .nullable()
    .optional(),
});
export type DevicePatch = z.input<typeof patchDeviceBody>;

/** What became of one of many: it has its key, or there is a reason why it is not registered. */
const registrationSchema = z.object({
  device_id: z.string(),
  id: entityId.nullable(),
  key: z.string().nullable(),
  problem: z.string().nullable(),
});

/** Somebody who tried to connect under a name that no device is registered with. */
const unknownDeviceSchema = z
  .object({
    device_id: z.string(),
    /** Attempts since the first that is remembered. */
    attempts: z.int().positive(),
    last_attempt_at: timestamp,
    /** Where the last attempt came from. */
    address: z.string(),
  })
  .meta({ id: 'UnknownDevice' });
export type UnknownDevice = z.infer<typeof unknownDeviceSchema>;

export const deviceRoutes = {
  listModels: defineRoute({
    method: 'GET',
    path: '/api/models',
    access: 'devices_read',
    summary: 'Lists the models of device and what each can do',
    status: 200,
    response: z.object({ list: z.array(modelSchema) }),
  }),
  listDevices: defineRoute({
    method: 'GET',
    path: '/api/devices',
    access: 'devices_read',
    summary: 'Lists all trackers',
    status: 200,
    response: z.object({ list: z.array(deviceSchema) }),
  }),
  createDevice: defineRoute({
    method: 'POST',
    path: '/api/devices',
    access: 'devices_write',
    summary: 'Registers a device; the answer shows its key, once',
    body: createDeviceBody,
    status: 201,
    response: createdDeviceSchema,
  }),
  createDevices: defineRoute({
    method: 'POST',
    path: '/api/devices/batch',
    access: 'devices_write',
    summary: 'Registers many devices; each has its key, shown once, or the reason why not',
    body: z.object({ devices: z.array(createDeviceBody).min(1).max(500) }),
    status: 200,
    response: z.object({ list: z.array(registrationSchema) }),
  }),
  listUnknownDevices: defineRoute({
    method: 'GET',
    path: '/api/devices/unknown',
    access: 'devices_read',
    summary: 'Lists who tried to connect without being registered since the start, last attempt first',
    status: 200,
    response: z.object({ list: z.array(unknownDeviceSchema) }),
  }),
  getDevice: defineRoute({
    method: 'GET',
    path: '/api/devices/{id}',
    access: 'devices_read',
    summary: 'Shows a tracker with its last attributes, outputs and connection',
    params: idParams,
    status: 200,
    response: deviceDetailSchema,
  }),
  updateDevice: defineRoute({
    method: 'PATCH',
    path: '/api/devices/{id}',
    access: 'devices_write',
    summary: 'Changes a tracker, or its source: blocked or not, limits of age, how it stops the engine',
    params: idParams,
    body: patchDeviceBody,
    status: 200,
    response: deviceDetailSchema,
  }),
  deleteDevice: defineRoute({
    method: 'DELETE',
    path: '/api/devices/{id}',
    access: 'devices_write',
    summary: 'Deletes a tracker; with the last one goes its source',
    params: idParams,
    status: 204,
    response: noContent,
  }),
  cloneDevice: defineRoute({
    method: 'POST',
    path: '/api/devices/{id}/clone',
    access: 'devices_write',
    summary: 'Makes a read-only tracker of the same source',
    params: idParams,
    body: z.object({ label: label.optional() }).optional(),
    status: 201,
    response: deviceDetailSchema,
  }),
  rekeyDevice: defineRoute({
    method: 'POST',
    path: '/api/devices/{id}/rekey',
    access: 'devices_write',
    summary: 'Gives the device a new key, shown once; the old one stops working',
    params: idParams,
    status: 200,
    response: z.object({ id: entityId, key: z.string() }),
  }),
  listDeviceRecords: defineRoute({
    method: 'GET',
    path: '/api/devices/{id}/records',
    access: 'devices_read',
    summary: 'Lists the telemetry records of a tracker, newest device time first',
    params: idParams,
    query: pageQuery,
    status: 200,
    response: z.object({ list: z.array(recordSchema), next_cursor: z.string().nullable() }),
  }),
  listAttributeSamples: defineRoute({
    method: 'GET',
    path: '/api/devices/{id}/attributes/{name}',
    access: 'devices_read',
    summary: 'Lists the values that an attribute had, newest first',
    params: z.object({ id: entityIdText, name: z.string().min(1).max(255) }),
    query: pageQuery,
    status: 200,
    response: z.object({ list: z.array(attributeSampleSchema), next_cursor: z.string().nullable() }),
  }),
};
