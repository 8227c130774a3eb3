import type { Migration } from './migration.ts';

/* Who saved the draft and when, apart from the flow's other changes; and who published a version. */
export const flowAuthors: Migration = {
  version: 15,
  sql: `
ALTER TABLE flows ADD COLUMN saved_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE flows ADD COLUMN saved_by TEXT;
UPDATE flows SET saved_at = updated_at;
ALTER TABLE flow_versions ADD COLUMN published_by TEXT;
`,
};
