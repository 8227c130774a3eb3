import type { JsonValue } from '@signalbox/flow';
import type { Clock } from './clock.ts';
import { integer, text, textOrNull } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';
import { readCursor, toPage } from './page.ts';
import type { Page } from './page.ts';

export interface AuditEntry {
  readonly id: number;
  readonly at: number;
  /** Who did it: a user, a key, the system. */
  readonly actor: string;
  readonly action: string;
  /** What it was done to; `null` when it concerns no one thing. */
  readonly target: string | null;
  readonly detail: JsonValue;
  /** Where the request came from; `null` when that was not noted. */
  readonly address: string | null;
}

/** Which entries are wanted; what is left out does not matter. */
export interface AuditQuery {
  /** Part of who did it. */
  readonly actor?: string | undefined;
  /** Part of what was done, or to what. */
  readonly text?: string | undefined;
  /** At or after, Unix ms. */
  readonly from?: number | undefined;
  /** Before, Unix ms. */
  readonly to?: number | undefined;
  /** `next` of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
}

function toEntry(row: Row): AuditEntry {
  const detail = textOrNull(row, 'detail');
  return {
    id: integer(row, 'id'),
    at: integer(row, 'at'),
    actor: text(row, 'actor'),
    action: text(row, 'action'),
    target: textOrNull(row, 'target'),
    detail: detail === null ? null : JSON.parse(detail),
    address: textOrNull(row, 'address'),
  };
}

function statements(connection: Connection) {
  return {
    append: connection.write(
      'INSERT INTO audit (at, actor, action, target, detail, address) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    list: connection.query(
      `SELECT * FROM audit WHERE id < ?1
         AND (?2 IS NULL OR instr(lower(actor), lower(?2)) > 0)
         AND (?3 IS NULL OR instr(lower(action || ' ' || coalesce(target, '')), lower(?3)) > 0)
         AND (?4 IS NULL OR at >= ?4) AND (?5 IS NULL OR at < ?5)
       ORDER BY id DESC LIMIT ?6`,
      toEntry,
    ),
  };
}

/** Who did what when; only ever added to. */
export class AuditRepository {
  readonly #clock: Clock;
  readonly #sql: ReturnType<typeof statements>;

  constructor(connection: Connection, clock: Clock) {
    this.#clock = clock;
    this.#sql = statements(connection);
  }

  append(entry: {
    readonly actor: string;
    readonly action: string;
    readonly target?: string;
    readonly detail?: JsonValue;
    readonly address?: string;
  }): void {
    const detail = entry.detail === undefined ? null : JSON.stringify(entry.detail);
    const { actor, action, target = null, address = null } = entry;
    this.#sql.append.run(this.#clock.now(), actor, action, target, detail, address);
  }

  /**
   * Newest first.
   * @throws {StorageError} `bad_cursor`
   */
  list(query: AuditQuery): Page<AuditEntry> {
    const { actor, text: part, from, to, limit } = query;
    const filters = [actor ?? null, part ?? null, from ?? null, to ?? null];
    const rows = this.#sql.list.all(readCursor(query.before), ...filters, limit + 1);
    return toPage(rows, limit, (last) => String(last.id));
  }
}
