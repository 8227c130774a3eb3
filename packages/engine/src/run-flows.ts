import type { Timeliness } from '@signalbox/flow';
import type { BoundFlow, StepResult } from './contract.ts';
import { Run } from './run.ts';
import type { RunStart } from './run.ts';

/** Results of inputs that made nothing run, made once: most messages of most fleets are such. */
export const NOTHING: Readonly<Record<Timeliness, StepResult>> = {
  live: nothing('live'),
  delayed: nothing('delayed'),
  late: nothing('late'),
  duplicate: nothing('duplicate'),
  future: nothing('future'),
  no_time: nothing('no_time'),
};

/** Runs all flows of the source, one after the other in their order. */
export function runFlows(start: RunStart): StepResult {
  let run: Run | null = null;
  for (const bound of start.environment.flows) run = walk(run, start, bound);
  return run === null ? NOTHING[start.timeliness] : run.result();
}

/** Runs one flow from the given entries. */
export function runFlow(start: RunStart, bound: BoundFlow): StepResult {
  return walk(null, start, bound)?.result() ?? NOTHING[start.timeliness];
}

/**
 * Runs what the entries lead to, in topological order: each node runs once, after everything that
 * leads to it, however many paths meet there.
 */
function walk(running: Run | null, start: RunStart, { flow, entries }: BoundFlow): Run | null {
  const { nodes, active } = flow;
  const late = start.timeliness === 'late';
  if (late && !flow.acceptsLate) return running;
  let run = running;
  let last = mark(active, entries, -1);
  for (let index = entries[0] ?? 0; index <= last; index++) {
    const node = nodes[index];
    if (active[index] === 0 || node === undefined) continue;
    active[index] = 0;
    if (late && !node.acceptsLate) continue;
    run ??= new Run(start, flow, node);
    last = mark(active, run.visit(flow, node).successors, last);
  }
  return run;
}

/** Marks the given nodes and gives the highest index that is marked. */
function mark(active: Uint8Array, indexes: readonly number[], last: number): number {
  let highest = last;
  for (const index of indexes) {
    active[index] = 1;
    if (index > highest) highest = index;
  }
  return highest;
}

function nothing(timeliness: Timeliness): StepResult {
  return { timeliness, effects: [], written: null, nodeStates: [], visits: [], faults: [] };
}
