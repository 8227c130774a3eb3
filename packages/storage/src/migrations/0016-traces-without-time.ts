import type { Migration } from './migration.ts';

/* Traces are numbered in the order of time, so that no question went by this index; each one that was written cost an entry. */
export const tracesWithoutTime: Migration = {
  version: 16,
  sql: 'DROP INDEX traces_by_time;',
};
