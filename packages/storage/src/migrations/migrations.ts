import type { Migration } from './migration.ts';
import { firstTables } from './0001-first-tables.ts';
import { outputControls } from './0002-output-controls.ts';
import { nodeTimers } from './0003-node-timers.ts';

/** In order of their versions, without gaps. */
export const MIGRATIONS: readonly Migration[] = [firstTables, outputControls, nodeTimers];
