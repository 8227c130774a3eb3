import type { Connection } from './connection.ts';
import { COPIED_AT } from './backup.ts';
import { integer } from './columns.ts';

/** What was held back when a backup was opened. */
export interface RestoredCopy {
  /** When the backup was made, Unix ms. */
  readonly copiedAt: number;
  readonly heldDeliveries: number;
  readonly droppedTimers: number;
}

const HOLD = `
UPDATE deliveries SET state = 'unknown', open = 0, due_at = NULL, timers = '{}', snapshot = NULL,
  note = NULL, updated_at = ?1, reason = ?2
WHERE open = 1`;

/**
 * A database that is a backup knows nothing of what happened after it was made: what it holds as
 * under way may have gone out since, and what was to come hours ago must not come now. So, once:
 * deliveries that had not ended end `unknown`, to be looked through and sent again by people, and
 * timers that came due meanwhile are dropped.
 *
 * @param now server time, Unix ms
 * @returns `null` for a database that is no backup
 */
export function settleCopy(connection: Connection, now: number): RestoredCopy | null {
  const mark = connection.query('SELECT CAST(value AS INTEGER) AS at FROM settings WHERE key = ?', (row) =>
    integer(row, 'at'),
  );
  const copiedAt = mark.get(COPIED_AT);
  if (copiedAt === undefined) return null;
  const made = new Date(copiedAt).toISOString();
  const reason = `Restored from a backup of ${made}: whether it went out since is not known`;
  return connection.transaction(() => {
    const heldDeliveries = connection.write(HOLD).run(now, reason);
    const droppedTimers = connection.write('DELETE FROM node_timers WHERE at <= ?').run(now);
    connection.write('DELETE FROM settings WHERE key = ?').run(COPIED_AT);
    return { copiedAt, heldDeliveries, droppedTimers };
  });
}
