import type { Migration } from './migration.ts';

/* Where the request came from that did it. */
export const auditAddress: Migration = {
  version: 12,
  sql: 'ALTER TABLE audit ADD COLUMN address TEXT;',
};
