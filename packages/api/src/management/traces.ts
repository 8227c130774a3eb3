import { TIMELINESS, TRACE_OUTCOMES, traceBodySchema } from '@signalbox/flow';
import { z } from 'zod';
import { entityId, entityIdText, idParams, pageQuery, timestamp } from './common.ts';
import { defineRoute } from './route.ts';

const { input, visits, visits_left_out: visitsLeftOut } = traceBodySchema.shape;

/** What one flow did with one input of one device, as lists show it. */
export const traceSchema = z
  .object({
    id: entityId,
    flow_id: entityId,
    flow_version: z.int(),
    source_id: entityId,
    /** `null` when the tracker is gone. */
    tracker_id: entityId.nullable(),
    /** `failed`: a node failed; `fired`: something was asked for. */
    outcome: z.enum(TRACE_OUTCOMES),
    /** The flow went another way, or for another kind of reason, than the time before. */
    turned: z.boolean(),
    /** Server time of the decision. */
    at: timestamp,
    /** Device time of the message; `null` when it was no message, or had no usable time. */
    message_time: timestamp.nullable(),
    /** How old the message was when it was decided; negative for one from the future. */
    age_ms: z.number().nullable(),
    timeliness: z.enum(TIMELINESS),
    input,
    /** The last node that ran, where the way ended; `null` when none ran. */
    last_node_id: z.int().nullable(),
  })
  .meta({ id: 'Trace' });
export type TraceItem = z.infer<typeof traceSchema>;

/** With every node that ran: what came in, which way out, why, and what it asked for. */
export const traceDetailSchema = traceSchema
  .extend({ visits, visits_left_out: visitsLeftOut })
  .meta({ id: 'TraceDetail' });
export type TraceDetail = z.infer<typeof traceDetailSchema>;

const listQuery = pageQuery.extend({
  flow_id: entityIdText.optional(),
  source_id: entityIdText.optional(),
  tracker_id: entityIdText.optional(),
  /** Only where this node ran; goes with a flow and a device. */
  node_id: z.coerce.number<number | string>().int().optional(),
  outcome: z.enum(TRACE_OUTCOMES).optional(),
  /** Server times, inclusive. */
  from: timestamp.optional(),
  to: timestamp.optional(),
  /** Instead of a page: those nearest to this moment, half of them before it, half after. */
  at: timestamp.optional(),
});

/** A trace holds the formulas of a flow and what a device sent. */
const SEES_FLOWS_AND_DEVICES = ['devices_read', 'flows_read'] as const;

export const traceRoutes = {
  listTraces: defineRoute({
    method: 'GET',
    path: '/api/traces',
    access: SEES_FLOWS_AND_DEVICES,
    summary: 'Lists what flows did with the messages of devices, newest first, or nearest to a moment',
    query: listQuery,
    status: 200,
    response: z.object({ list: z.array(traceSchema), next_cursor: z.string().nullable() }),
  }),
  getTrace: defineRoute({
    method: 'GET',
    path: '/api/traces/{id}',
    access: SEES_FLOWS_AND_DEVICES,
    summary: 'Shows why a flow did, or did not do, what it did',
    params: idParams,
    status: 200,
    response: traceDetailSchema,
  }),
  watchDevice: defineRoute({
    method: 'POST',
    path: '/api/devices/{id}/watch',
    access: 'devices_write',
    summary: 'Keeps a trace of everything that flows do for a device, for 10 minutes',
    params: idParams,
    status: 200,
    response: z.object({ until: timestamp }),
  }),
};
