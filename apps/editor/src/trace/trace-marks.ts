import type { TraceDetail } from '@signalbox/api';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

/** The path of the trace that is looked at. */
export interface TraceMarks {
  readonly nodes: ReadonlySet<number>;
  /** By `edgeKey`. */
  readonly edges: ReadonlySet<string>;
}

export type TraceMarkStore = StoreApi<TraceMarks>;

const NOTHING: TraceMarks = { nodes: new Set(), edges: new Set() };

export function createTraceMarks(): TraceMarkStore {
  return createStore<TraceMarks>(() => NOTHING);
}

/** Nodes that ran and wires that were taken; none for `null`. */
export function marksOf(trace: Pick<TraceDetail, 'visits'> | null): TraceMarks {
  if (trace === null) return NOTHING;
  const edges = trace.visits.flatMap((visit) =>
    visit.arrived_by.map((wire) => `${wire.node_id}:${wire.branch}:${visit.node_id}`),
  );
  return { nodes: new Set(trace.visits.map((visit) => visit.node_id)), edges: new Set(edges) };
}
