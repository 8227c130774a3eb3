import type { Sample } from '@signalbox/flow';
import { createHistory } from './attribute-history.ts';
import type { AttributeHistory } from './attribute-history.ts';
import { newestSample } from './attribute-query.ts';
import { createWatermark } from './timeliness.ts';
import type { NodeStateChange } from './contract.ts';
import type { Watermark } from './timeliness.ts';

/** What the engine knows of one source. Made by `createSource` or `restoreSource`, moved by `step`. */
export interface SourceState {
  readonly watermark: Watermark;
  readonly history: AttributeHistory;
  /** By `nodeStateKey`; `null` until a node writes one. */
  nodeStates: Map<number, NodeStateChange> | null;
}

// Node ids end at 1,000,000, so a flow's states never run into the next flow's.
const NODE_ID_LIMIT = 2 ** 20;

/** A source that has sent nothing yet. */
export function createSource(): SourceState {
  return { watermark: createWatermark(), history: createHistory(), nodeStates: null };
}

/** Key of one node's state among all states of a source. */
export function nodeStateKey(flowId: number, nodeId: number): number {
  return flowId * NODE_ID_LIMIT + nodeId;
}

/** What was last said about an attribute, however long ago; `undefined` when nothing ever was. */
export function lastKnown(state: SourceState, name: string): Sample | undefined {
  return newestSample(state.history, name);
}

/** What was last said about every attribute, by name; the value `null` is no value. */
export function latestAttributes(state: SourceState): ReadonlyMap<string, Sample> {
  const latest = new Map<string, Sample>();
  for (const name of state.history.layout.names) {
    const sample = newestSample(state.history, name);
    if (sample !== undefined) latest.set(name, sample);
  }
  return latest;
}
