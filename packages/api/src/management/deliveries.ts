import { DELIVERY_STATES } from '@signalbox/flow';
import { z } from 'zod';
import { entityId, entityIdText, jsonValue, MANY_AT_ONCE, pageQuery, timestamp } from './common.ts';
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
  /** The guard when it decided: every part with the value that it had, the whole first. */
  guard: z.array(z.object({ depth: z.int().min(0), text: z.string(), value: jsonValue })),
  /** What came back, cut to its beginning. */
  answer: z.object({ status: z.string(), text: z.string().nullable() }).nullable(),
  /** When the next attempt was planned. */
  retry_at: timestamp.nullable(),
  /** The record that showed the wanted state. */
  proof: z.object({ message_time: timestamp, attribute: z.string(), value: jsonValue }).nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

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
    /** When it was taken off the list of dead letters. */
    discarded_at: timestamp.nullable(),
    /** The delivery that was sent in its place. */
    redriven_as: z.string().nullable(),
    /** Why the flow asked for it, where a trace of that is kept. */
    trace_id: entityId.nullable(),
    timeline: z.array(timelineEntry),
  })
  .meta({ id: 'DeliveryDetail' });
export type DeliveryDetail = z.infer<typeof deliveryDetailSchema>;

const deliveryId = z.string().min(1).max(200);
const deliveryParams = z.object({ id: deliveryId });

/** What is left out does not matter. */
const filterFields = {
  tracker_id: entityIdText.optional(),
  flow_id: entityIdText.optional(),
  node_id: z.coerce.number<number | string>().int().optional(),
  kind: z.enum(['command', 'webhook']).optional(),
  state: stateSchema.optional(),
  /** Of a webhook's address, with the port where the address names one. */
  host: z.string().trim().min(1).max(260).optional(),
  /** Asked for at or after. */
  from: timestamp.optional(),
  /** Asked for before. */
  to: timestamp.optional(),
  /** Part of the id, the reason, the command or the address. */
  text: z.string().trim().min(1).max(200).optional(),
};

const listQuery = pageQuery.extend({
  ...filterFields,
  /** Only those that ended without success and were neither discarded nor sent again. */
  dead: z.enum(['true', 'false']).default('false'),
});

const deadFilter = z.object(filterFields);
export type DeadLetterFilter = z.input<typeof deadFilter>;

/** Dead letters by their ids, or all that match: then some at a time, until there is no cursor. */
const manyBody = z.union([
  z.object({ ids: z.array(deliveryId).min(1).max(MANY_AT_ONCE) }).strict(),
  z.object({ filter: deadFilter, cursor: z.string().min(1).max(200).optional() }).strict(),
]);

const refusedOne = z.object({ id: z.string(), code: z.string(), reason: z.string() });

/** What is sent instead. A header or an address that is shown as hidden stays as it is. */
const requestEdit = z.object({
  url: z.url({ protocol: /^https?$/ }).max(8192),
  headers: z.array(z.object({ key: z.string().min(1).max(256), value: z.string().max(8192) })).max(64),
  body: z.string().max(1_048_576).nullable(),
});
export type RequestEdit = z.infer<typeof requestEdit>;

export const deliveryRoutes = {
  listDeliveries: defineRoute({
    method: 'GET',
    path: '/api/deliveries',
    access: 'deliveries_read',
    summary:
      'Lists deliveries, newest first; a page may be short and have a next one, where a long search goes on',
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
    summary:
      'Sends a delivery that ended without success again: a command anew, with its guard and a new time to live; a webhook under its idempotency key, changed if asked for',
    params: deliveryParams,
    body: z.object({ request: requestEdit.optional() }).optional(),
    status: 201,
    response: deliverySchema,
  }),
  redriveDeliveries: defineRoute({
    method: 'POST',
    path: '/api/deliveries/redrive',
    access: 'deliveries_write',
    summary: 'Sends dead letters again, and says which ones not and why',
    body: manyBody,
    status: 200,
    response: z.object({
      redriven: z.array(z.object({ id: z.string(), as: z.string() })),
      refused: z.array(refusedOne),
      next_cursor: z.string().nullable(),
    }),
  }),
  discardDeliveries: defineRoute({
    method: 'POST',
    path: '/api/deliveries/discard',
    access: 'deliveries_write',
    summary: 'Takes dead letters off their list; they stay in the history',
    body: manyBody,
    status: 200,
    response: z.object({
      discarded: z.int().min(0),
      next_cursor: z.string().nullable(),
    }),
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
