export type { EffectRate } from './effect-rate.ts';
export { GeofenceBook, type Geofence, type GeofenceShape } from './geofence-index.ts';
export { LinkBoard } from './link-board.ts';
export * from './ports.ts';
export { createRuntime, type Runtime, type RuntimeOptions } from './runtime.ts';
export type { RuntimeStats } from './stats.ts';
