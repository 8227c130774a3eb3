import type { Migration } from './migration.ts';

/** What was set per device of how old its records may be, as JSON; NULL keeps the defaults. */
export const deviceTimeliness: Migration = {
  version: 6,
  sql: 'ALTER TABLE sources ADD COLUMN timeliness TEXT',
};
