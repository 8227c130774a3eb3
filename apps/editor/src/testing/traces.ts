import type { TraceDetail } from '@signalbox/api';
import type { NodeVisit } from '@signalbox/flow';

/** A node that ran and did nothing. */
export function aVisit(parts: Partial<NodeVisit>): NodeVisit {
  return {
    node_id: 1,
    type: 'fixture_condition',
    started_by: 'wire',
    arrived_by: [],
    inputs: [],
    branch: null,
    facts: [],
    effects: [],
    written: [],
    fault: null,
    ...parts,
  };
}

/** What a flow did with one record. */
export function aTrace(visits: NodeVisit[]): TraceDetail {
  return {
    id: 1,
    flow_id: 1,
    flow_version: 1,
    source_id: 1,
    tracker_id: 1,
    outcome: 'not_fired',
    turned: true,
    at: '2026-06-01T10:41:00.000Z',
    message_time: '2026-06-01T07:39:00.000Z',
    age_ms: 182 * 60_000,
    timeliness: 'late',
    input: { kind: 'message', node_id: null, detail: null },
    last_node_id: visits.at(-1)?.node_id ?? null,
    visits,
    visits_left_out: 0,
  };
}
