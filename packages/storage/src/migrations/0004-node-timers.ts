import type { Migration } from './migration.ts';

/*
 * Timers that nodes set, by owner and name; and what a node meant when it wrote its state, so that a
 * new version of a flow keeps the states of the nodes that mean the same. 0: not known, fits any.
 */
export const nodeTimers: Migration = {
  version: 4,
  sql: `
CREATE TABLE node_timers (
  source_id INTEGER NOT NULL,
  flow_id INTEGER NOT NULL,
  node_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  at INTEGER NOT NULL,
  timeliness TEXT NOT NULL,
  meaning INTEGER NOT NULL,
  PRIMARY KEY (source_id, flow_id, node_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX node_timers_due ON node_timers (at);

ALTER TABLE node_states ADD COLUMN meaning INTEGER NOT NULL DEFAULT 0;
`,
};
