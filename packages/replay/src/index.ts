export { ASSUMED_ENDS, AssumedDeliveries } from './assumed-deliveries.ts';
export type { AssumedEnd } from './assumed-deliveries.ts';
export { Replay } from './replay.ts';
export type { ReplayedRecord, ReplayedStep, ReplayOptions, ReplayRecord } from './replay.ts';
export { MOVED_WITHIN_MS, compareActions } from './compare-actions.ts';
export type { ActionComparison, ComparableAction } from './compare-actions.ts';
