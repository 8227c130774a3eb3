import type { NextTime } from '@signalbox/flow';
import type { Sweeper } from './contract.ts';
import type { ReadyNode } from './ready-node.ts';

const NEVER: NextTime = () => null;

/** The nodes of a flow that run for all their sources at some occasion. */
export function sweepersOf(flowId: number, nodes: readonly ReadyNode[]): readonly Sweeper[] {
  return nodes.flatMap((node) => sweeperOf(flowId, node) ?? []);
}

function sweeperOf(flowId: number, { node, runtime, data, meaning }: ReadyNode): Sweeper | null {
  const isScheduled = runtime.startsOn === 'schedule';
  if (!isScheduled && runtime.begins !== true) return null;
  return {
    flowId,
    nodeId: node.id,
    meaning,
    occasion: isScheduled ? 'schedule' : 'begin',
    nextTime: runtime.nextTime?.(data) ?? NEVER,
    candidates: runtime.candidates?.(data)?.toSorted((a, b) => a - b) ?? null,
    selects: (source) => runtime.selects?.(data, source) ?? false,
  };
}
