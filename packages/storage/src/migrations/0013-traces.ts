import type { Migration } from './migration.ts';

/*
 * Why flows did what they did. `turned`: the flow went another way than before, so that the last
 * changes outlive many traces that are alike. `shape` is that of the body.
 */
export const traces: Migration = {
  version: 13,
  sql: `
CREATE TABLE traces (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  flow_id INTEGER NOT NULL,
  flow_version INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  turned INTEGER NOT NULL,
  at INTEGER NOT NULL,
  message_time INTEGER,
  timeliness TEXT NOT NULL,
  shape INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX traces_of_source ON traces (source_id, flow_id, outcome, turned, id);
CREATE INDEX traces_of_flow ON traces (flow_id, id);
CREATE INDEX traces_by_time ON traces (at);

CREATE TABLE trace_effects (
  effect_id TEXT PRIMARY KEY,
  trace_id INTEGER NOT NULL REFERENCES traces (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX trace_effects_of_trace ON trace_effects (trace_id);
`,
};
