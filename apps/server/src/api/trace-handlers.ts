import type { TraceDetail, TraceItem } from '@signalbox/api';
import type { TraceFilter, TraceRecord } from '@signalbox/storage';
import { HttpProblem, notFound } from '../http/problem.ts';
import { recordAction } from './audit.ts';
import { requireDevice } from './device-handlers.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { msOf, toTimestamp, toTimestampOrNull } from './wire.ts';

type Names = 'listTraces' | 'getTrace' | 'watchDevice';

const NODE_ALONE = 'node_id goes with flow_id and tracker_id or source_id, and without at.';

/** Why flows did what they did. */
export function traceHandlers({ storage, runtime }: ApiServices): HandlersOf<Names> {
  const { traces } = storage;
  return {
    listTraces: ({ query }) => {
      const { flow_id: flowId, node_id: nodeId, outcome, limit, at, from, to, cursor } = query;
      const sourceId = sourceOf(storage, query.tracker_id) ?? query.source_id;
      if (query.source_id !== undefined && sourceId !== query.source_id)
        return { list: [], next_cursor: null };
      if (nodeId !== undefined && (flowId === undefined || sourceId === undefined || at !== undefined))
        throw new HttpProblem('invalid_input', NODE_ALONE);
      const filter: TraceFilter = { flowId, sourceId, nodeId, outcome, limit };
      if (at !== undefined)
        return { list: traces.around(Date.parse(at), filter).map(showTrace), next_cursor: null };
      const page = traces.list({ ...filter, from: msOf(from), to: msOf(to), before: cursor });
      return { list: page.list.map(showTrace), next_cursor: page.next };
    },
    getTrace: ({ params }) => {
      const trace = traces.get(params.id);
      if (trace === undefined) throw notFound(`Trace ${params.id}`);
      return showTraceDetail(trace);
    },
    watchDevice: ({ params }, context) => {
      const { source } = requireDevice(storage, params.id);
      const until = runtime.watch(source.id);
      if (until === null) throw new HttpProblem('conflict', 'This server keeps no traces.');
      recordAction(storage, context, { action: 'device.watched', target: `device ${params.id}` });
      return { until: toTimestamp(until) };
    },
  };
}

/** @throws {HttpProblem} `not_found` */
function sourceOf(storage: ApiServices['storage'], trackerId: number | undefined): number | undefined {
  return trackerId === undefined ? undefined : requireDevice(storage, trackerId).source.id;
}

function showTrace(trace: TraceRecord): TraceItem {
  const { at, body, messageTime } = trace;
  return {
    id: trace.id,
    flow_id: trace.flowId,
    flow_version: trace.flowVersion,
    source_id: trace.sourceId,
    tracker_id: trace.trackerId,
    outcome: trace.outcome,
    turned: trace.turned,
    at: toTimestamp(at),
    message_time: toTimestampOrNull(messageTime),
    age_ms: messageTime === null ? null : at - messageTime,
    timeliness: trace.timeliness,
    input: body.input,
    last_node_id: body.visits.at(-1)?.node_id ?? null,
  };
}

function showTraceDetail(trace: TraceRecord): TraceDetail {
  const { visits, visits_left_out: leftOut } = trace.body;
  return { ...showTrace(trace), visits, visits_left_out: leftOut };
}
