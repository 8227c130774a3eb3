import { z } from 'zod';
import { entityId, jsonValue, MANY_AT_ONCE, pageQuery, timestamp } from './common.ts';
import { defineRoute } from './route.ts';

const quarantinedSchema = z
  .object({
    id: entityId,
    /** `null` when its device is gone. */
    tracker_id: entityId.nullable(),
    source_id: entityId,
    received_at: timestamp,
    message_time: timestamp.nullable(),
    attributes: jsonValue,
    /** What failed: the first line of it. */
    reason: z.string(),
  })
  .meta({ id: 'QuarantinedRecord' });
export type QuarantinedItem = z.infer<typeof quarantinedSchema>;

/** `all`: some at a time, the oldest first, until none is left of those that were there at the first call. */
const chosen = z.union([
  z.object({ ids: z.array(entityId).min(1).max(MANY_AT_ONCE) }).strict(),
  z.object({ all: z.literal(true), cursor: z.string().min(1).max(200).optional() }).strict(),
]);

export const quarantineRoutes = {
  listQuarantine: defineRoute({
    method: 'GET',
    path: '/api/quarantine',
    access: 'devices_read',
    summary: 'Lists records that could not be processed, newest first',
    query: pageQuery,
    status: 200,
    response: z.object({ list: z.array(quarantinedSchema), next_cursor: z.string().nullable() }),
  }),
  replayQuarantine: defineRoute({
    method: 'POST',
    path: '/api/quarantine/replay',
    access: 'devices_write',
    summary: 'Processes records in quarantine as if they came now; what fails again stays',
    body: chosen,
    status: 200,
    response: z.object({
      replayed: z.int().min(0),
      refused: z.array(z.object({ id: entityId, reason: z.string() })),
      next_cursor: z.string().nullable(),
    }),
  }),
  discardQuarantine: defineRoute({
    method: 'POST',
    path: '/api/quarantine/discard',
    access: 'devices_write',
    summary: 'Deletes records in quarantine',
    body: chosen,
    status: 200,
    response: z.object({ discarded: z.int().min(0), next_cursor: z.string().nullable() }),
  }),
};
