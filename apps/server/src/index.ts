export { backUpFolder, fetchBackup, restoreFolder } from './backups.ts';
export { isInUse, isStartFailure } from './start-failure.ts';
export { readOptions, type CommandLineOptions, type ServerOptions } from './options.ts';
export { startServer, type RunningServer, type StartParts } from './start.ts';
