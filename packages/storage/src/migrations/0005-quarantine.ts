import type { Migration } from './migration.ts';

/*
 * Records that a fault of ours kept from being processed. Not STRICT: what `messages` refuses, as a
 * fraction where a whole number belongs, must find its place here.
 */
export const quarantine: Migration = {
  version: 5,
  sql: `
CREATE TABLE quarantined_records (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  message_time INTEGER,
  hash INTEGER NOT NULL,
  body TEXT NOT NULL,
  reason TEXT NOT NULL
);
CREATE UNIQUE INDEX quarantined_by_content ON quarantined_records (source_id, message_time, hash);
`,
};
