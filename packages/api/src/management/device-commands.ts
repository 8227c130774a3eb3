import { z } from 'zod';
import { line } from '../platform/fields.ts';
import { idParams } from './common.ts';
import { deliverySchema } from './deliveries.ts';
import { defineRoute } from './route.ts';

const commandBody = z.discriminatedUnion('type', [
  z.object({ type: z.literal('set_output'), output: z.int().positive(), value: z.boolean() }),
  /** Output 1 first, one value for each output of the model. */
  z.object({ type: z.literal('set_outputs'), values: z.array(z.boolean()).min(1).max(64) }),
  z.object({ type: z.literal('set_led'), value: z.boolean() }),
  /** The device's own command, sent as it is. */
  z.object({ type: z.literal('raw'), command: line(1, 4096), reliable: z.boolean().default(true) }),
]);
export type DeviceCommand = z.input<typeof commandBody>;

export const deviceCommandRoutes = {
  sendCommand: defineRoute({
    method: 'POST',
    path: '/api/devices/{id}/commands',
    access: 'devices_command',
    summary: 'Sends a command to a device; the delivery tells what becomes of it',
    params: idParams,
    body: commandBody,
    status: 201,
    response: deliverySchema,
  }),
  switchEngine: defineRoute({
    method: 'POST',
    path: '/api/devices/{id}/engine',
    access: 'devices_command',
    summary:
      'Stops the engine as soon as the device’s guard holds, or frees it at once; each output that does it has a delivery, which tells what becomes of it',
    params: idParams,
    body: z.object({ stopped: z.boolean() }),
    status: 201,
    response: z.object({ list: z.array(deliverySchema) }),
  }),
};
