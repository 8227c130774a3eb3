import { flowDocumentSchema } from '@signalbox/flow';
import { z } from 'zod';
import { entityId, entityIdText, idParams, noContent, pageQuery, timestamp } from './common.ts';
import { flowProblemSchema } from './errors.ts';
import { defineRoute } from './route.ts';

const flowHead = {
  id: entityId,
  /** Version of the draft: goes up with every save. */
  version: z.int().positive(),
  /** Version that runs while the flow is enabled; `null` before the first publish. */
  published_version: z.int().positive().nullable(),
  enabled: z.boolean(),
  updated_at: timestamp,
};

export const flowSummarySchema = z
  .object({
    ...flowHead,
    title: z.string(),
    description: z.string(),
    node_count: z.int(),
    /** Sources that it is paused for. */ paused_sources: z.int(),
  })
  .meta({ id: 'FlowSummary' });
export type FlowSummary = z.infer<typeof flowSummarySchema>;

/** A source that a flow is paused for: on its behalf it asked for too much within a minute. */
const pausedSourceSchema = z.object({
  source_id: entityId,
  since: timestamp,
  /** What it asked for since then: dropped, not kept. */
  dropped: z.int().positive(),
});

export const flowDetailSchema = z
  .object({
    ...flowHead,
    created_at: timestamp,
    /** When the draft was saved; `updated_at` is also when it was switched or published. */
    saved_at: timestamp,
    /** Who saved the draft; `null` when that was not noted. */
    saved_by: z.string().nullable(),
    document: flowDocumentSchema,
    paused: z.array(pausedSourceSchema),
  })
  .meta({ id: 'FlowDetail' });
export type FlowDetail = z.infer<typeof flowDetailSchema>;

const versionHead = {
  version: z.int().positive(),
  published_at: timestamp,
  /** `null` when that was not noted. */
  published_by: z.string().nullable(),
  /** Why it was published, in its publisher's words. */
  note: z.string().nullable(),
};

export const flowVersionSchema = z.object(versionHead).meta({ id: 'FlowVersion' });
export type FlowVersion = z.infer<typeof flowVersionSchema>;

export const flowVersionDetailSchema = z
  .object({ ...versionHead, document: flowDocumentSchema })
  .meta({ id: 'FlowVersionDetail' });

/** A flow as a file: no id, no version, no switch, no secrets. */
export const flowExportSchema = flowDocumentSchema.omit({ enabled: true }).meta({ id: 'FlowExport' });
export type FlowExport = z.infer<typeof flowExportSchema>;

type FlowInput = z.input<typeof flowDocumentSchema>;
type OpenObject = Readonly<Record<string, unknown>>;

/**
 * A flow as a body. The flow package reads it: it knows older shapes and foreign exports, and
 * its faults name nodes; here it only has to be an object.
 */
export function flowBody<Input extends OpenObject = OpenObject>(): z.ZodType<OpenObject, Input> {
  return z
    .custom<Input>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), {
      error: 'must be a flow document: a JSON object',
    })
    .meta({ type: 'object', description: 'A flow document (as `document` of a flow), of any version.' });
}

export const publishResultSchema = z
  .object({
    id: entityId,
    version: z.int().positive(),
    published_version: z.int().positive(),
    enabled: z.boolean(),
    /** Warnings: they do not keep a flow from running. */
    problems: z.array(flowProblemSchema),
  })
  .meta({ id: 'PublishResult' });
export type PublishResult = z.infer<typeof publishResultSchema>;

export const flowRoutes = {
  listFlows: defineRoute({
    method: 'GET',
    path: '/api/flows',
    access: 'flows_read',
    summary: 'Lists all flows without their nodes',
    status: 200,
    response: z.object({ list: z.array(flowSummarySchema) }),
  }),
  createFlow: defineRoute({
    method: 'POST',
    path: '/api/flows',
    access: 'flows_write',
    summary: 'Saves a new flow as a draft',
    body: flowBody<FlowInput>(),
    status: 201,
    response: flowDetailSchema,
  }),
  checkFlow: defineRoute({
    method: 'POST',
    path: '/api/flows/check',
    access: 'flows_read',
    summary: 'Checks a document as publishing would, and saves nothing',
    body: flowBody(),
    status: 200,
    response: z.object({ problems: z.array(flowProblemSchema) }),
  }),
  importFlow: defineRoute({
    method: 'POST',
    path: '/api/flows/import',
    access: 'flows_write',
    summary: 'Makes a new, disabled flow of an exported file',
    body: flowBody(),
    status: 201,
    response: flowDetailSchema,
  }),
  getFlow: defineRoute({
    method: 'GET',
    path: '/api/flows/{id}',
    access: 'flows_read',
    summary: 'Shows a flow with its draft',
    params: idParams,
    status: 200,
    response: flowDetailSchema,
  }),
  saveFlow: defineRoute({
    method: 'PUT',
    path: '/api/flows/{id}',
    access: 'flows_write',
    summary: 'Saves the draft; what runs stays as published',
    params: idParams,
    query: z.object({
      /** The version this save is based on; another one is a conflict. Left out: no check. */
      version: entityIdText.optional(),
    }),
    // `enabled` is the flow's switch, not part of a version: named, it acts at once; left out, it
    // stays as it is.
    body: flowBody<FlowInput>(),
    status: 200,
    response: flowDetailSchema,
  }),
  switchFlow: defineRoute({
    method: 'PATCH',
    path: '/api/flows/{id}',
    access: 'flows_publish',
    summary: 'Switches a flow on or off, at once',
    params: idParams,
    body: z.object({ enabled: z.boolean() }),
    status: 200,
    response: flowDetailSchema,
  }),
  deleteFlow: defineRoute({
    method: 'DELETE',
    path: '/api/flows/{id}',
    access: 'flows_write',
    summary: 'Deletes a flow; deliveries under way are seen through',
    params: idParams,
    status: 204,
    response: noContent,
  }),
  publishFlow: defineRoute({
    method: 'POST',
    path: '/api/flows/{id}/publish',
    access: 'flows_publish',
    summary: 'Makes the draft the version that runs; answers when the next message runs it',
    params: idParams,
    body: z
      .object({
        /** The version of the draft that its publisher saw; another one is a conflict. Left out: no check. */
        version: entityId.optional(),
        /** Why, for those who read the list of versions. */
        note: z.string().trim().max(1000).optional(),
      })
      .optional(),
    status: 200,
    response: publishResultSchema,
  }),
  resumeFlow: defineRoute({
    method: 'POST',
    path: '/api/flows/{id}/resume',
    access: 'flows_publish',
    summary: 'Lets a flow go on that asked for too much, for one source or for all',
    params: idParams,
    body: z.object({ source_id: entityId.optional() }).optional(),
    status: 200,
    response: flowDetailSchema,
  }),
  listFlowVersions: defineRoute({
    method: 'GET',
    path: '/api/flows/{id}/versions',
    access: 'flows_read',
    summary: 'Lists the published versions, newest first',
    params: idParams,
    query: pageQuery,
    status: 200,
    response: z.object({ list: z.array(flowVersionSchema), next_cursor: z.string().nullable() }),
  }),
  getFlowVersion: defineRoute({
    method: 'GET',
    path: '/api/flows/{id}/versions/{version}',
    access: 'flows_read',
    summary: 'Shows a version as it was published; saved as the draft it is restored',
    params: idParams.extend({ version: entityIdText }),
    status: 200,
    response: flowVersionDetailSchema,
  }),
  exportFlow: defineRoute({
    method: 'GET',
    path: '/api/flows/{id}/export',
    access: 'flows_read',
    summary: 'Gives the draft as a file',
    params: idParams,
    status: 200,
    response: flowExportSchema,
  }),
};
