import { z } from 'zod';
import { entityId, jsonValue, pageQuery, timestamp } from './common.ts';
import { defineRoute } from './route.ts';

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
