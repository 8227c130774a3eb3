import { integer, integerOrNull, text } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';
import { badCursor, readCursor, toPage } from './page.ts';
import type { Page } from './page.ts';

/** A record that could not be processed, as it came. */
export interface QuarantineEntry {
  readonly id: number;
  readonly sourceId: number;
  /** Server time, Unix ms. */
  readonly receivedAt: number;
  readonly messageTime: number | null;
  readonly hash: number;
  /** Attributes as JSON text. */
  readonly body: string;
  readonly reason: string;
}

export interface NewerRecord {
  readonly sourceId: number;
  readonly afterId: number;
  /** Attributes as JSON text. */
  readonly body: string;
}

function toEntry(row: Row): QuarantineEntry {
  return {
    id: integer(row, 'id'),
    sourceId: integer(row, 'source_id'),
    receivedAt: integer(row, 'received_at'),
    messageTime: integerOrNull(row, 'message_time'),
    hash: integer(row, 'hash'),
    body: text(row, 'body'),
    reason: text(row, 'reason'),
  };
}

function statements(connection: Connection) {
  return {
    list: connection.query(
      'SELECT * FROM quarantined_records WHERE id < ? ORDER BY id DESC LIMIT ?',
      toEntry,
    ),
    oldest: connection.query(
      'SELECT * FROM quarantined_records WHERE id > ? AND id <= ? ORDER BY id LIMIT ?',
      toEntry,
    ),
    newer: connection.query(
      'SELECT id FROM quarantined_records WHERE id > ? AND source_id = ? AND body = ? LIMIT 1',
      (row) => integer(row, 'id'),
    ),
    get: connection.query('SELECT * FROM quarantined_records WHERE id = ?', toEntry),
    remove: connection.write('DELETE FROM quarantined_records WHERE id = ?'),
    newestId: connection.query('SELECT coalesce(max(id), 0) AS id FROM quarantined_records', (row) =>
      integer(row, 'id'),
    ),
  };
}

/** Records in quarantine as people look at them; the lane puts them there. */
export class QuarantineRepository {
  readonly #connection: Connection;
  readonly #sql: ReturnType<typeof statements>;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#sql = statements(connection);
  }

  /**
   * Newest first.
   * @throws {StorageError} `bad_cursor`
   */
  list({
    limit,
    before,
  }: {
    readonly limit: number;
    readonly before?: string | undefined;
  }): Page<QuarantineEntry> {
    const rows = this.#sql.list.all(readCursor(before), limit + 1);
    return toPage(rows, limit, (last) => String(last.id));
  }

  /**
   * Oldest first. The first page sets the end: what comes in after it is on none of the pages that follow.
   * @throws {StorageError} `bad_cursor`
   */
  oldest({
    limit,
    after,
  }: {
    readonly limit: number;
    readonly after?: string | undefined;
  }): Page<QuarantineEntry> {
    const [from, until] = after === undefined ? [0, this.newestId()] : readStretch(after);
    const rows = this.#sql.oldest.all(from, until, limit + 1);
    return toPage(rows, limit, (last) => `${last.id}-${until}`);
  }

  /** Whether a record of this source with the same attributes came in after the one with that id. */
  hasNewer({ sourceId, afterId, body }: NewerRecord): boolean {
    return this.#sql.newer.get(afterId, sourceId, body) !== undefined;
  }

  get(id: number): QuarantineEntry | undefined {
    return this.#sql.get.get(id);
  }

  /** Of the record that came in last; 0 when there is none. */
  newestId(): number {
    return this.#sql.newestId.get() ?? 0;
  }

  /** @returns how many were there */
  remove(ids: readonly number[]): number {
    return this.#connection.transaction(() => ids.reduce((count, id) => count + this.#sql.remove.run(id), 0));
  }
}

/** @throws {StorageError} `bad_cursor` */
function readStretch(cursor: string): readonly [from: number, until: number] {
  const [from, until, ...more] = cursor.split('-');
  if (from === undefined || until === undefined || more.length > 0) throw badCursor(cursor);
  return [readCursor(from), readCursor(until)];
}
