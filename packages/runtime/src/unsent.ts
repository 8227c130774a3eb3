import type { FlowTrace, UnsentReason } from '@signalbox/flow';

/**
 * A trace that says which of its effects became no delivery.
 * @param unsent by id, the effects that did not
 */
export function withUnsent(trace: FlowTrace, unsent: ReadonlyMap<string, UnsentReason>): FlowTrace {
  if (unsent.size === 0) return trace;
  const visits = trace.body.visits.map((visit) => {
    if (!visit.effects.some(({ id }) => unsent.has(id))) return visit;
    const effects = visit.effects.map(({ id, kind }) => ({ id, kind, unsent: unsent.get(id) ?? null }));
    return Object.assign({}, visit, { effects });
  });
  return { ...trace, body: { ...trace.body, visits } };
}
