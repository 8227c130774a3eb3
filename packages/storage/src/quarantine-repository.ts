import { integer, integerOrNull, text } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';
import { readCursor, toPage } from './page.ts';
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
  list({ limit, before }: { readonly limit: number; readonly before?: string }): Page<QuarantineEntry> {
    const rows = this.#sql.list.all(readCursor(before), limit + 1);
    return toPage(rows, limit, (last) => String(last.id));
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
