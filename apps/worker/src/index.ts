export { readKeep } from './keep-options.ts';
export { isStartFailure } from './start-failure.ts';
export { startWorker } from './worker.ts';
export type { BrokerOptions, Worker, WorkerOptions, WorkerStats } from './worker.ts';
