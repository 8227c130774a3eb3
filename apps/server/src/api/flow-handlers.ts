import type {
  FlowDetail,
  FlowSummary as FlowSummaryOnWire,
  FlowVersion as FlowVersionOnWire,
} from '@signalbox/api';
import { exportFlow, type FlowDocument, importFlow, parseFlow } from '@signalbox/flow';
import type { FlowRecord, FlowSummary, FlowVersion, Storage } from '@signalbox/storage';
import { type HandlerContext } from '../http/bind-routes.ts';
import { requireRight } from '../http/caller.ts';
import { notFound } from '../http/problem.ts';
import { recordAction } from './audit.ts';
import { readFlow, refuseFaulty, requireFlow } from './flow-documents.ts';
import { problemsOf } from './flow-problems.ts';
import { attributesForCheck } from './known-attributes.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { toTimestamp } from './wire.ts';

type Names =
  | 'listFlows'
  | 'createFlow'
  | 'checkFlow'
  | 'importFlow'
  | 'getFlow'
  | 'saveFlow'
  | 'switchFlow'
  | 'deleteFlow'
  | 'publishFlow'
  | 'resumeFlow'
  | 'listFlowVersions'
  | 'getFlowVersion'
  | 'exportFlow';

export function flowHandlers(services: ApiServices): HandlersOf<Names> {
  const { storage, definitions } = services;
  return {
    listFlows: () => ({ list: storage.flows.list().map(showSummary) }),
    createFlow: ({ body }, context) => create(storage, readFlow(parseFlow(body)), context),
    importFlow: ({ body }, context) => create(storage, readFlow(importFlow(body)), context),
    checkFlow: async ({ body }) => {
      const { document, problems } = parseFlow(body);
      if (document === undefined) return { problems: [...problems] };
      return { problems: problemsOf(services, document, await attributesForCheck(services, document)) };
    },
    getFlow: ({ params }) => showFlow(storage, requireFlow(storage, params.id)),
    saveFlow: ({ params, query, body }, context) => {
      const document = readFlow(parseFlow(body));
      const before = requireFlow(storage, params.id);
      const switched = namesEnabled(body) && document.enabled !== before.enabled;
      if (switched) requireRight(context.caller, 'flows_publish');
      const by = context.caller.label;
      const options = query.version === undefined ? { by } : { by, ifRevision: query.version };
      const saved = storage.flows.saveDraft(params.id, document, options);
      return showFlow(storage, switched ? setEnabled(storage, saved.id, document.enabled, context) : saved);
    },
    switchFlow: ({ params, body }, context) =>
      showFlow(storage, setEnabled(storage, params.id, body.enabled, context)),
    deleteFlow: ({ params }, context) => {
      storage.flows.remove(params.id);
      recordAction(storage, context, { action: 'flow.deleted', target: `flow ${params.id}` });
      return undefined;
    },
    publishFlow: ({ params, body }, context) => publish(services, params.id, { ...body, ...context }),
    resumeFlow: async ({ params, body }, context) => {
      requireFlow(storage, params.id);
      const sourceId = body?.source_id ?? null;
      await services.runtime.resumeFlow(params.id, sourceId);
      const detail = sourceId === null ? {} : { detail: { source_id: sourceId } };
      recordAction(storage, context, { action: 'flow.resumed', target: `flow ${params.id}`, ...detail });
      return showFlow(storage, requireFlow(storage, params.id));
    },
    listFlowVersions: ({ params, query }) => {
      requireFlow(storage, params.id);
      const before = query.cursor === undefined ? {} : { before: query.cursor };
      const page = storage.flows.versions(params.id, { limit: query.limit, ...before });
      return { list: page.list.map(showVersion), next_cursor: page.next };
    },
    getFlowVersion: ({ params: { id, version } }) => {
      const found = storage.flows.version(id, version);
      if (found === undefined) throw notFound(`Version ${version} of flow ${id}`);
      return { ...showVersion(found), document: found.document };
    },
    exportFlow: ({ params }) => exportFlow(requireFlow(storage, params.id).document, definitions),
  };
}

function create(storage: Storage, document: FlowDocument, context: HandlerContext): FlowDetail {
  const flow = storage.flows.create(document, { by: context.caller.label });
  recordAction(storage, context, { action: 'flow.created', target: `flow ${flow.id}` });
  return showFlow(storage, flow);
}

function setEnabled(storage: Storage, id: number, enabled: boolean, context: HandlerContext): FlowRecord {
  const flow = storage.flows.setEnabled(id, enabled);
  recordAction(storage, context, {
    action: enabled ? 'flow.enabled' : 'flow.disabled',
    target: `flow ${id}`,
  });
  return flow;
}

interface Publication extends HandlerContext {
  readonly version?: number | undefined;
  readonly note?: string | undefined;
}

/** The store tells the runtime before it returns, so the next message runs the new version. */
async function publish(services: ApiServices, id: number, publication: Publication) {
  const { storage } = services;
  const known = await attributesForCheck(services, requireFlow(storage, id).document);
  // Read again: what is checked is what is published, also when it was saved meanwhile.
  const { document, enabled, revision } = requireFlow(storage, id);
  const problems = problemsOf(services, document, known);
  refuseFaulty(problems);
  const { note = '', version: ifRevision = revision, caller } = publication;
  const options = { ifRevision, by: caller.label, ...(note === '' ? {} : { note }) };
  const { version } = storage.flows.publish(id, options);
  recordAction(storage, publication, { action: 'flow.published', target: `flow ${id}`, detail: { version } });
  return { id, version, published_version: version, enabled, problems };
}

/** Whether the body says anything about the flow's switch; the parser fills in a default. */
function namesEnabled(body: Readonly<Record<string, unknown>>): boolean {
  const inner = body['flow'];
  return (
    Object.hasOwn(body, 'enabled') || (typeof inner === 'object' && inner !== null && 'enabled' in inner)
  );
}

function showFlow({ flows }: Storage, flow: FlowRecord): FlowDetail {
  return {
    id: flow.id,
    version: flow.revision,
    published_version: flow.publishedVersion,
    enabled: flow.enabled,
    updated_at: toTimestamp(flow.updatedAt),
    created_at: toTimestamp(flow.createdAt),
    saved_at: toTimestamp(flow.savedAt),
    saved_by: flow.savedBy,
    document: flow.document,
    paused: flows.pausedSources(flow.id).map(({ sourceId, since, dropped }) => {
      return { source_id: sourceId, since: toTimestamp(since), dropped };
    }),
  };
}

function showSummary(flow: FlowSummary): FlowSummaryOnWire {
  return {
    id: flow.id,
    version: flow.revision,
    published_version: flow.publishedVersion,
    enabled: flow.enabled,
    updated_at: toTimestamp(flow.updatedAt),
    title: flow.title,
    description: flow.description,
    node_count: flow.nodeCount,
    paused_sources: flow.pausedSources,
  };
}

function showVersion({ version, publishedAt, publishedBy, note }: FlowVersion): FlowVersionOnWire {
  return { version, published_at: toTimestamp(publishedAt), published_by: publishedBy, note };
}
