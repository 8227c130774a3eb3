import type { Migration } from './migration.ts';

/** How a device stops its engine, as JSON; NULL: as its model says. */
export const engineCut: Migration = {
  version: 9,
  sql: 'ALTER TABLE sources ADD COLUMN engine_cut TEXT;',
};
