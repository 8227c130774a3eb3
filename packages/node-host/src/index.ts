export { createLog } from './log.ts';
export { systemClock } from './system-clock.ts';
