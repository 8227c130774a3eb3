import type { Migration } from './migration.ts';

/*
 * Secrets, sealed by whoever holds the key: nothing in this file opens them. And what a webhook's
 * receiver answered last, for the wires of its flow.
 */
export const secrets: Migration = {
  version: 14,
  sql: `
CREATE TABLE secrets (
  name TEXT PRIMARY KEY,
  sealed BLOB NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
ALTER TABLE deliveries ADD COLUMN response TEXT;
`,
};
