export { countEffect, type EffectRate } from './effect-rate.ts';
export { GeofenceBook, type Geofence, type GeofenceShape } from './geofence-index.ts';
export { GuardBook, type GuardVerdict } from './guard-book.ts';
export { LinkBoard } from './link-board.ts';
export * from './ports.ts';
export { createRuntime, type Runtime, type RuntimeOptions } from './runtime.ts';
export type { RuntimeStats } from './stats.ts';
export { withUnsent } from './unsent.ts';
