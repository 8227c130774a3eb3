import { z } from 'zod';
import { entityId, idParams, timestamp } from './common.ts';
import { defineRoute } from './route.ts';

const pauseSchema = z.object({ by: z.string(), at: timestamp });

/** What people have paused; what is not listed runs. */
export const switchesSchema = z
  .object({
    /** Every command to any device; `null` while they may go out. Webhooks go on. */
    device_actions: pauseSchema.nullable(),
    /** Commands to these devices, by tracker; their telemetry is recorded all the same. */
    devices: z.array(pauseSchema.extend({ id: entityId })),
    /** All that these flows ask for. They go on deciding. */
    flows: z.array(pauseSchema.extend({ id: entityId })),
  })
  .meta({ id: 'Switches' });
export type Switches = z.infer<typeof switchesSchema>;

const pausedBody = z.object({ paused: z.boolean() });

export const switchRoutes = {
  getSwitches: defineRoute({
    method: 'GET',
    path: '/api/switches',
    access: 'signed_in',
    summary: 'Shows what is paused, by whom and since when',
    status: 200,
    response: switchesSchema,
  }),
  pauseDeviceActions: defineRoute({
    method: 'PUT',
    path: '/api/switches/device-actions',
    access: 'devices_command',
    summary: 'Pauses all commands to devices, or lets them go; those that wait may expire meanwhile',
    body: pausedBody,
    status: 200,
    response: switchesSchema,
  }),
  pauseDevice: defineRoute({
    method: 'PUT',
    path: '/api/switches/devices/{id}',
    access: 'devices_command',
    summary: 'Pauses the commands to a device, or lets them go',
    params: idParams,
    body: pausedBody,
    status: 200,
    response: switchesSchema,
  }),
  pauseFlow: defineRoute({
    method: 'PUT',
    path: '/api/switches/flows/{id}',
    access: 'flows_publish',
    summary: 'Pauses all that a flow asks for, or lets it go; the flow goes on deciding',
    params: idParams,
    body: pausedBody,
    status: 200,
    response: switchesSchema,
  }),
};
