import type { Delivery, DeliveryState } from '@signalbox/delivery';
import type { TraceStats } from './trace-desk.ts';
import { TIMELINESS, type Timeliness } from '@signalbox/flow';

/** What one batch did, counted when it is durable. */
export interface Tally {
  readonly messages: Record<Timeliness, number>;
  /** Records refused because their source is unknown or blocked. */
  refusedMessages: number;
  effects: number;
  /** Effects left out because the device already was as wanted. */
  skippedEffects: number;
  /** Effects dropped because their flow is paused for the source. */
  droppedEffects: number;
  /** Nodes that failed by a fault of ours. */
  faults: number;
}

/** Counters since the start, for `/metrics` and for people who ask what is going on. */
export interface RuntimeStats extends Tally {
  commits: number;
  /** Commits that the store could not take at once. */
  commitRetries: number;
  /** Records put aside because a fault of ours kept them from being processed. */
  quarantined: number;
  readonly deliveries: Partial<Record<DeliveryState, number>>;
  readonly traces: TraceStats;
}

export function createTally(): Tally {
  const messages = { live: 0, delayed: 0, late: 0, duplicate: 0, future: 0, no_time: 0 };
  return { messages, refusedMessages: 0, effects: 0, skippedEffects: 0, droppedEffects: 0, faults: 0 };
}

export function createStats(): RuntimeStats {
  return {
    ...createTally(),
    commits: 0,
    commitRetries: 0,
    quarantined: 0,
    deliveries: {},
    traces: { written: 0, leftOut: 0, lost: 0 },
  };
}

export function addTally(stats: RuntimeStats, tally: Tally): void {
  for (const kind of TIMELINESS) stats.messages[kind] += tally.messages[kind];
  stats.refusedMessages += tally.refusedMessages;
  stats.effects += tally.effects;
  stats.skippedEffects += tally.skippedEffects;
  stats.droppedEffects += tally.droppedEffects;
  stats.faults += tally.faults;
}

/** Counts the states that deliveries came into. */
export function countStates(stats: RuntimeStats, deliveries: readonly Delivery[]): void {
  for (const { state } of deliveries) stats.deliveries[state] = (stats.deliveries[state] ?? 0) + 1;
}
