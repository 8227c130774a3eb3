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
  };
}

function statements(connection: Connection) {
  return {
    append: connection.write('INSERT INTO audit (at, actor, action, target, detail) VALUES (?, ?, ?, ?, ?)'),
    list: connection.query('SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?', toEntry),
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
  }): void {
    const detail = entry.detail === undefined ? null : JSON.stringify(entry.detail);
    this.#sql.append.run(this.#clock.now(), entry.actor, entry.action, entry.target ?? null, detail);
  }

  /**
   * Newest first.
   * @throws {StorageError} `bad_cursor`
   */
  list({ limit, before }: { readonly limit: number; readonly before?: string }): Page<AuditEntry> {
    const rows = this.#sql.list.all(readCursor(before), limit + 1);
    return toPage(rows, limit, (last) => String(last.id));
  }
}
