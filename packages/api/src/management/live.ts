import { TIMELINESS } from '@signalbox/flow';
import { z } from 'zod';
import { entityId, entityIdText, jsonValue, timestamp } from './common.ts';
import { deliverySchema } from './deliveries.ts';

/** Where live events are read, as server-sent events: `event: <type>`, `data: <JSON>`. */
export const LIVE_EVENTS_PATH = '/api/events';

/** What to hear of. Left out: everything that the credential may read. */
export const liveEventsQuery = z.object({
  flow_id: entityIdText.optional(),
  tracker_id: entityIdText.optional(),
});

/** The payload of one event. Best effort: events may be dropped, never held back for a slow reader. */
export const liveEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('visits'),
    flow_id: entityId,
    /** How often each node ran since the event before, by node id. */
    nodes: z.record(z.string(), z.int().positive()),
    /** How often each node failed since then; left out when none did. */
    faults: z.record(z.string(), z.int().positive()).optional(),
  }),
  z.object({ type: z.literal('delivery'), delivery: deliverySchema }),
  z.object({
    type: z.literal('message'),
    /** Every tracker of the source: the owner's and its clones. */
    tracker_ids: z.array(entityId),
    source_id: entityId,
    timeliness: z.enum(TIMELINESS),
    message_time: timestamp.nullable(),
    server_time: timestamp,
    attributes: z.record(z.string(), jsonValue),
  }),
  z.object({
    type: z.literal('link'),
    tracker_ids: z.array(entityId),
    source_id: entityId,
    online: z.boolean(),
  }),
  z.object({
    /** A flow asked for too much on behalf of a source and is paused for it, or goes on after that. */
    type: z.literal('flow_paused'),
    flow_id: entityId,
    tracker_ids: z.array(entityId),
    source_id: entityId,
    paused: z.boolean(),
  }),
]);
export type LiveEventPayload = z.infer<typeof liveEventSchema>;
