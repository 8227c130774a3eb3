import { z } from 'zod';
import { line } from '../platform/fields.ts';
import { outputControl, outputControlContent } from '../platform/output-control.ts';
import { entityIdText, idParams, noContent } from './common.ts';
import { deliverySchema } from './deliveries.ts';
import { defineRoute } from './route.ts';

/** The output controls of `/v2`, with the delivery that a run makes. */
export type Control = z.infer<typeof outputControl>;
export type NewControl = z.input<typeof outputControlContent>;

const controlParams = z.object({ id: entityIdText, control_id: entityIdText });

export const controlRoutes = {
  listControls: defineRoute({
    method: 'GET',
    path: '/api/devices/{id}/controls',
    access: 'devices_command',
    summary: 'Lists the output controls of a tracker',
    params: idParams,
    status: 200,
    response: z.object({ list: z.array(outputControl) }),
  }),
  createControl: defineRoute({
    method: 'POST',
    path: '/api/devices/{id}/controls',
    access: 'devices_write',
    summary: 'Creates an output control of a tracker',
    params: idParams,
    body: outputControlContent,
    status: 201,
    response: outputControl,
  }),
  updateControl: defineRoute({
    method: 'PUT',
    path: '/api/devices/{id}/controls/{control_id}',
    access: 'devices_write',
    summary: 'Replaces an output control',
    params: controlParams,
    body: outputControlContent,
    status: 200,
    response: outputControl,
  }),
  deleteControl: defineRoute({
    method: 'DELETE',
    path: '/api/devices/{id}/controls/{control_id}',
    access: 'devices_write',
    summary: 'Deletes an output control',
    params: controlParams,
    status: 204,
    response: noContent,
  }),
  runControl: defineRoute({
    method: 'POST',
    path: '/api/devices/{id}/controls/{control_id}/run',
    access: 'devices_command',
    summary: 'Runs an output control now; the delivery tells what becomes of it',
    params: controlParams,
    body: z
      .object({
        /** Takes the place of `<>` in the command; needed where it has one. */
        param: line(1, 500).optional(),
      })
      .optional(),
    status: 201,
    response: deliverySchema,
  }),
};
