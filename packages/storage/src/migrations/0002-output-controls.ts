import type { Migration } from './migration.ts';

/*
 * Commands that people keep per tracker, gone with their tracker; and the LED as each device last
 * acknowledged it, which outlives the deliveries that say so.
 */
export const outputControls: Migration = {
  version: 2,
  sql: `
CREATE TABLE output_controls (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tracker_id INTEGER NOT NULL REFERENCES trackers (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  config TEXT NOT NULL
) STRICT;
CREATE INDEX output_controls_by_tracker ON output_controls (tracker_id);

CREATE TABLE led_states (
  source_id INTEGER PRIMARY KEY,
  value INTEGER NOT NULL,
  acknowledged_at INTEGER NOT NULL
) STRICT;
`,
};
