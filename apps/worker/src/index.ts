export { FileProblem } from './files/index.ts';
export { startWorker, WorkerOptionProblem } from './worker.ts';
export type { BrokerOptions, Worker, WorkerOptions, WorkerStats } from './worker.ts';
