import type { Migration } from './migration.ts';

/* How far nodes have come that run for all their sources: on a schedule, or when they begin to watch. */
export const sweeps: Migration = {
  version: 11,
  sql: `
CREATE TABLE sweeps (
  flow_id INTEGER NOT NULL,
  node_id INTEGER NOT NULL,
  meaning INTEGER NOT NULL,
  at INTEGER NOT NULL,
  through_source_id INTEGER,
  moved_at INTEGER NOT NULL,
  PRIMARY KEY (flow_id, node_id)
) STRICT, WITHOUT ROWID;
`,
};
