import { DELIVERY_STATES } from '@signalbox/flow';
import { z } from 'zod';
import { entityId, entityIdText, jsonValue, pageQuery, timestamp } from './common.ts';
import { defineRoute } from './route.ts';

const stateSchema = z.enum(DELIVERY_STATES);

/** The state of the device that a command wants; `null` for texts and webhooks. */
const wantsSchema = z.object({
  outputs: z.array(z.object({ number: z.int().positive(), value: z.boolean() })),
  led: z.boolean().nullable(),
});

/** One effect on its way to the outside, as lists and live events show it. */
export const deliverySchema = z
  .object({
    id: z.string(),
    state: stateSchema,
    /** True in a state that is never left. */
    ended: z.boolean(),
    kind: z.enum(['command', 'webhook']),
    /** What is asked, in words: `output 1 on`, `POST https://example.com/hook`. */
    summary: z.string(),
    wants: wantsSchema.nullable(),
    /** The tracker addressed, or for a webhook the one that caused it; `null` when it is gone. */
    tracker_id: entityId.nullable(),
    source_id: entityId.nullable(),
    /** `null` when a person or the API asked, not a flow. */
    flow_id: entityId.nullable(),
    flow_version: z.int().nullable(),
    node_id: z.int().nullable(),
    /** The output control that was run; it may be gone. */
    control_id: entityId.nullable(),
    attempts: z.int().min(0),
    reason: z.string().nullable(),
    created_at: timestamp,
    updated_at: timestamp,
    sent_at: timestamp.nullable(),
    expires_at: timestamp,
  })
  .meta({ id: 'Delivery' });
export type DeliveryItem = z.infer<typeof deliverySchema>;

/** A step of its way: each change of state and each attempt. */
const timelineEntry = z.object({
  at: timestamp,
  state: stateSchema,
  attempts: z.int().min(0),
  reason: z.string().nullable(),
});

export const deliveryDetailSchema = deliverySchema
  .extend({
    /** The command as the device gets it; secrets do not occur in commands. */
    command: z.record(z.string(), jsonValue).nullable(),
    /** The HTTP request with header values that look like secrets taken out. */
    request: z
      .object({
        method: z.string(),
        url: z.string(),
        headers: z.array(z.object({ key: z.string(), value: z.string() })),
        body: z.string().nullable(),
      })
      .nullable(),
    guard: z.string().nullable(),
    timeline: z.array(timelineEntry),
  })
  .meta({ id: 'DeliveryDetail' });
export type DeliveryDetail = z.infer<typeof deliveryDetailSchema>;

const deliveryParams = z.object({ id: z.string().min(1).max(200) });

const listQuery = pageQuery.extend({
  tracker_id: entityIdText.optional(),
  flow_id: entityIdText.optional(),
  state: stateSchema.optional(),
});

export const deliveryRoutes = {
  listDeliveries: defineRoute({
    method: 'GET',
    path: '/api/deliveries',
    access: 'deliveries_read',
    summary: 'Lists deliveries, newest first',
    query: listQuery,
    status: 200,
    response: z.object({ list: z.array(deliverySchema), next_cursor: z.string().nullable() }),
  }),
  getDelivery: defineRoute({
    method: 'GET',
    path: '/api/deliveries/{id}',
    access: 'deliveries_read',
    summary: 'Shows a delivery with what is sent and what happened so far',
    params: deliveryParams,
    status: 200,
    response: deliveryDetailSchema,
  }),
  redriveDelivery: defineRoute({
    method: 'POST',
    path: '/api/deliveries/{id}/redrive',
    access: 'deliveries_write',
    summary: 'Sends a delivery that ended without success again, as a new one',
    params: deliveryParams,
    status: 201,
    response: deliverySchema,
  }),
  cancelDelivery: defineRoute({
    method: 'POST',
    path: '/api/deliveries/{id}/cancel',
    access: 'deliveries_write',
    summary: 'Gives up a delivery that has not ended',
    params: deliveryParams,
    status: 200,
    response: deliverySchema,
  }),
};
