import type { Timeliness } from '@signalbox/flow';
import type { CompiledFlow, CompiledNode, StepResult } from './contract.ts';
import { Run } from './run.ts';
import type { RunStart } from './run.ts';
import { ownState } from './own-state.ts';

/** Marks of a run: a wire leads to the node, or the node watches. */
const ARRIVED = 1;
const WATCHING = 2;

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
  const isLink = start.input.kind === 'connection';
  for (const { flow, entries, connectionEntries } of start.environment.flows) {
    run = walk(run, start, flow, isLink ? connectionEntries : entries);
  }
  return run === null ? NOTHING[start.timeliness] : run.result();
}

/** Runs one flow from the given entries. */
export function runFlow(start: RunStart, flow: CompiledFlow, entries: readonly number[]): StepResult {
  return walk(null, start, flow, entries)?.result() ?? NOTHING[start.timeliness];
}

/**
 * Runs what the entries lead to, in topological order: each node runs once, after everything that
 * leads to it, however many paths meet there.
 */
function walk(
  running: Run | null,
  start: RunStart,
  flow: CompiledFlow,
  entries: readonly number[],
): Run | null {
  const { nodes, active } = flow;
  const late = start.timeliness === 'late';
  if (late && !flow.acceptsLate) return running;
  let run = running;
  let last = mark(active, entries, -1);
  let first = entries[0] ?? 0;
  if (flow.watchers.length > 0 && start.input.kind === 'message') {
    const watching = flow.watchers.filter((index) => isWaiting(start, nodes[index]));
    for (const index of watching) active[index] = (active[index] ?? 0) | WATCHING;
    last = Math.max(last, watching.at(-1) ?? -1);
    first = Math.min(first, watching[0] ?? first);
  }
  for (let index = first; index <= last; index++) {
    const node = nodes[index];
    const why = active[index] ?? 0;
    if (why === 0 || node === undefined) continue;
    active[index] = 0;
    if (late && !node.acceptsLate) {
      start.environment.recorder?.heldBack(flow, node);
      continue;
    }
    run ??= new Run(start, flow, node);
    last = mark(active, run.visit(flow, node, (why & ARRIVED) !== 0).successors, last);
  }
  return run;
}

/** A node that watches has something to watch for while its state is not `null`. */
function isWaiting({ state }: RunStart, node: CompiledNode | undefined): boolean {
  if (node === undefined) return false;
  return (ownState(state, node) ?? null) !== null;
}

/** Marks the given nodes and gives the highest index that is marked. */
function mark(active: Uint8Array, indexes: readonly number[], last: number): number {
  let highest = last;
  for (const index of indexes) {
    active[index] = (active[index] ?? 0) | ARRIVED;
    if (index > highest) highest = index;
  }
  return highest;
}

function nothing(timeliness: Timeliness): StepResult {
  return { timeliness, effects: [], written: null, nodeStates: [], timers: [], visits: [], faults: [] };
}
