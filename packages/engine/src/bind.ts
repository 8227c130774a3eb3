import type { NodeRuntime, Source } from '@signalbox/flow';
import type { BoundFlow, CompiledFlow } from './contract.ts';
import type { ReadyNode } from './ready-node.ts';

interface Trigger {
  readonly index: number;
  readonly startsOn: NonNullable<NodeRuntime['startsOn']>;
  selects(source: Source): boolean;
}

interface Binder {
  bind(flow: CompiledFlow, source: Source): BoundFlow | null;
  readonly candidates: readonly number[] | null;
}

/** Finds out where a flow starts for a source. `nodes` are in the order of the compiled flow. */
export function createBinder(nodes: readonly ReadyNode[]): Binder {
  const triggers = nodes.flatMap((node, index) => triggerOf(node, index) ?? []);
  // Most sources of a flow start it at the same nodes: they share one object.
  const known = new Map<string, BoundFlow>();
  const bind = (flow: CompiledFlow, source: Source): BoundFlow | null => {
    const starts = triggers.filter((trigger) => trigger.selects(source));
    if (starts.length === 0) return null;
    const entriesOn = (startsOn: Trigger['startsOn']): readonly number[] =>
      starts.filter((trigger) => trigger.startsOn === startsOn).map(({ index }) => index);
    const key = starts.map(({ index }) => index).join();
    const bound = known.get(key) ?? {
      flow,
      entries: entriesOn('message'),
      connectionEntries: entriesOn('connection'),
      scheduleEntries: entriesOn('schedule'),
    };
    known.set(key, bound);
    return bound;
  };
  return { bind, candidates: candidatesOf(nodes) };
}

function triggerOf({ runtime, data }: ReadyNode, index: number): Trigger | null {
  if (runtime.selects === undefined) return null;
  return {
    index,
    startsOn: runtime.startsOn ?? 'message',
    selects: (source) => runtime.selects?.(data, source) ?? false,
  };
}

function candidatesOf(nodes: readonly ReadyNode[]): readonly number[] | null {
  const candidates = new Set<number>();
  for (const { runtime, data } of nodes) {
    if (runtime.selects === undefined) continue;
    const ids = runtime.candidates?.(data) ?? null;
    if (ids === null) return null;
    for (const id of ids) candidates.add(id);
  }
  return [...candidates];
}
