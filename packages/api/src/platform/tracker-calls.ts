import { z } from 'zod';
import { definePlatformCall } from './call.ts';
import { dateTime, done, id, line, success, trackerId } from './fields.ts';

/** A tracker as the platform shows it; what does not exist here (tariffs, phones) is left out. */
const tracker = z
  .object({
    id,
    label: z.string(),
    clone: z.boolean(),
    group_id: z.int(),
    source: z.object({
      id,
      device_id: z.string(),
      model: z.string(),
      blocked: z.boolean(),
      creation_date: z.string().describe('yyyy-MM-dd'),
    }),
    tag_bindings: z.array(z.unknown()),
  })
  .meta({ id: 'Tracker' });
export type TrackerOnWire = z.infer<typeof tracker>;

const state = z
  .object({
    source_id: id,
    gps: z.object({
      updated: dateTime.optional(),
      location: z.object({ lat: z.number(), lng: z.number() }).optional(),
      heading: z.number().optional(),
      speed: z.number().optional(),
      alt: z.number().optional(),
    }),
    connection_status: z.string().describe('just_registered, offline, idle or active'),
    movement_status: z.string().describe('moving, stopped or parked'),
    movement_status_update: dateTime.optional(),
    ignition: z.boolean().optional(),
    ignition_update: dateTime.optional(),
    last_update: dateTime.optional(),
    battery_level: z.number().optional(),
    battery_update: dateTime.optional(),
    inputs: z.array(z.boolean()),
    inputs_update: dateTime.optional(),
    outputs: z.array(z.boolean()).describe('Output 1 first; empty before the first report'),
    outputs_update: dateTime.optional(),
    additional: z.record(z.string(), z.object({ value: z.unknown(), updated: dateTime })),
    actual_track_update: dateTime.optional(),
  })
  .meta({ id: 'TrackerState' });
export type TrackerStateOnWire = z.infer<typeof state>;

const model = z
  .object({
    code: z.string(),
    name: z.string(),
    digital_outputs: z.int(),
    output_control: z
      .string()
      .describe('`none`, `default` (one output at a time, or all), `batch` (all at once only)'),
    special_control: z.string(),
    rules: z.array(z.string()),
    has_led_control: z.boolean(),
  })
  .meta({ id: 'PlatformModel' });
export type ModelOnWire = z.infer<typeof model>;

const isoDatetime = z.boolean().optional().describe('Dates as ISO 8601');

export const trackerCalls = {
  'tracker/list': definePlatformCall({
    path: 'tracker/list',
    summary: 'Lists the trackers, blocked ones and clones among them',
    credential: 'any',
    rights: [],
    parameters: z.object({
      labels: z
        .array(line(1, 60))
        .min(1)
        .max(1024)
        .refine((labels) => new Set(labels).size === labels.length, 'has the same text twice')
        .optional()
        .describe('Only trackers whose label contains one of these'),
    }),
    response: z.object({ success, list: z.array(tracker) }),
    errors: [],
  }),
  'tracker/read': definePlatformCall({
    path: 'tracker/read',
    summary: 'Shows a tracker, also a blocked one',
    credential: 'any',
    rights: [],
    parameters: z.object({ tracker_id: trackerId }),
    response: z.object({ success, value: tracker }),
    tracker: { unknown: 201, blocked: false, clone: false },
    errors: [],
  }),
  'tracker/get_state': definePlatformCall({
    path: 'tracker/get_state',
    summary: 'Shows what a tracker last reported',
    credential: 'any',
    rights: [],
    parameters: z.object({ tracker_id: trackerId, iso_datetime: isoDatetime }),
    response: z.object({ success, user_time: dateTime, state }),
    tracker: { unknown: 201, blocked: true, clone: false },
    errors: [],
  }),
  'tracker/list_models': definePlatformCall({
    path: 'tracker/list_models',
    summary: 'Lists the device models and what each can do',
    credential: 'any',
    rights: [],
    parameters: z.object({ codes: z.array(z.string()).max(1024).optional().describe('Only these') }),
    response: z.object({ success, list: z.array(model) }),
    errors: [],
  }),
  'tracker/raw_command/send': definePlatformCall({
    path: 'tracker/raw_command/send',
    summary: 'Sends a device one of its own commands; waits for it when it is offline',
    credential: 'any',
    rights: ['tracker_configure', 'tracker_set_output'],
    parameters: z.object({
      tracker_id: trackerId,
      command: line(1, 4096),
      type: z.enum(['text', 'hex']).default('text'),
      reliable: z.boolean().default(true).describe('Wait for an answer and try again without one'),
    }),
    response: done,
    tracker: { unknown: 201, blocked: true, clone: true },
    errors: [214],
  }),
};
