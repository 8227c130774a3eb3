import { z } from 'zod';
import { entityId, jsonValue, pageQuery, timestamp } from './common.ts';
import { defineRoute } from './route.ts';

/** What the audit log tells of. Codes are part of the API and never reused; older entries keep theirs. */
export const AUDIT_ACTIONS = [
  'backup.made',
  'deliveries.discarded',
  'deliveries.redriven',
  'delivery.cancelled',
  'delivery.redriven',
  'device.changed',
  'device.cloned',
  'device.commanded',
  'device.created',
  'device.deleted',
  'device.engine_cut_changed',
  'device.rekeyed',
  'device.watched',
  'engine.freed',
  'engine.stopped',
  'flow.created',
  'flow.deleted',
  'flow.disabled',
  'flow.enabled',
  'flow.published',
  'flow.resumed',
  'geofence.changed',
  'geofence.created',
  'geofence.deleted',
  'key.created',
  'key.deleted',
  'output_control.changed',
  'output_control.created',
  'output_control.deleted',
  'output_control.run',
  'password.changed',
  'quarantine.discarded',
  'quarantine.replayed',
  'secret.added',
  'secret.deleted',
  'secret.replaced',
  'session.opened',
  'switch.paused',
  'switch.released',
  'user.changed',
  'user.created',
  'user.deleted',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export const auditEntrySchema = z
  .object({
    id: entityId,
    at: timestamp,
    /** A user or a key, by name; `system` for what nobody asked for. */
    actor: z.string(),
    action: z.string(),
    target: z.string().nullable(),
    detail: jsonValue,
    /** Where the request came from; `null` when that was not noted. */
    address: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditItem = z.infer<typeof auditEntrySchema>;

export const auditRoutes = {
  listAudit: defineRoute({
    method: 'GET',
    path: '/api/audit',
    access: 'audit_read',
    summary: 'Lists who did what, newest first',
    query: pageQuery.extend({
      /** Part of who did it. */
      actor: z.string().trim().min(1).max(200).optional(),
      /** Part of what was done, or to what. */
      text: z.string().trim().min(1).max(200).optional(),
      from: timestamp.optional(),
      to: timestamp.optional(),
    }),
    status: 200,
    response: z.object({ list: z.array(auditEntrySchema), next_cursor: z.string().nullable() }),
  }),
};
