import type { Clock } from './clock.ts';
import { integer } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';
import { MOVED_ATTRIBUTES } from './message-row.ts';

const DAY_MS = 86_400_000;

/** How long things are kept. Nothing that is still needed is removed, whatever its age. */
export interface RetentionLimits {
  readonly historyMs: number;
  readonly deliveriesMs: number;
  readonly auditMs: number;
  readonly quarantineMs: number;
  readonly tracesMs: number;
  /** Size of the database beyond which the oldest history and deliveries go early; `null` for none. */
  readonly maxBytes: number | null;
}

/**
 * What is younger stays, however large the database is: a device that sends its buffer again is
 * recognised by it, and what went wrong last week can be looked into.
 */
export const KEPT_AT_LEAST_MS = 7 * DAY_MS;

/** Rows that one step looks at; commits pass between two steps. */
const ROWS_AT_ONCE = 128;
/** Free pages that one step gives back to the disk: 1 MiB. */
const PAGES_AT_ONCE = 256;

/** A table that is gone through from its oldest row on. ?1 after, ?2 up to, ?3 cutoff (Unix ms). */
interface Table {
  readonly name: 'history' | 'deliveries' | 'audit' | 'quarantine' | 'traces';
  readonly table: string;
  readonly id: string;
  /** When a row came in; it grows with the id. */
  readonly at: string;
  readonly remove: readonly string[];
}

/** A record that the next start of its source replays must stay: those after the last snapshot. */
const OLD_MESSAGES = `id > ?1 AND id <= ?2 AND server_time < ?3 AND (NOT (${MOVED_ATTRIBUTES}) OR id <= (
  SELECT last_message_id FROM source_snapshots WHERE source_snapshots.source_id = messages.source_id))`;

function removePlaces(table: string): string {
  return `DELETE FROM ${table} WHERE (source_id, message_time, message_id) IN (
    SELECT source_id, message_time, id FROM messages WHERE message_time IS NOT NULL AND ${OLD_MESSAGES})`;
}

export const TABLES: readonly Table[] = [
  {
    name: 'history',
    table: 'messages',
    id: 'id',
    at: 'server_time',
    remove: [
      removePlaces('message_places'),
      removePlaces('waiting_places'),
      `DELETE FROM messages WHERE ${OLD_MESSAGES}`,
    ],
  },
  {
    name: 'deliveries',
    table: 'deliveries',
    id: 'seq',
    at: `spec ->> '$.createdAt'`,
    remove: ['DELETE FROM deliveries WHERE seq > ?1 AND seq <= ?2 AND updated_at < ?3 AND open = 0'],
  },
  {
    name: 'audit',
    table: 'audit',
    id: 'id',
    at: 'at',
    remove: ['DELETE FROM audit WHERE id > ?1 AND id <= ?2 AND at < ?3'],
  },
  {
    name: 'quarantine',
    table: 'quarantined_records',
    id: 'id',
    at: 'received_at',
    remove: ['DELETE FROM quarantined_records WHERE id > ?1 AND id <= ?2 AND received_at < ?3'],
  },
  {
    name: 'traces',
    table: 'traces',
    id: 'id',
    at: 'at',
    remove: ['DELETE FROM traces WHERE id > ?1 AND id <= ?2 AND at < ?3'],
  },
];

interface Place {
  readonly id: number;
  readonly at: number;
}

function toPlace(row: Row): Place {
  return { id: integer(row, 'id'), at: integer(row, 'at') };
}

function prepare(connection: Connection, { table, id, at, remove }: Table) {
  const select = `SELECT ${id} AS id, CAST(${at} AS INTEGER) AS at FROM ${table}`;
  return {
    end: connection.query(
      `${select} WHERE ${id} > ? ORDER BY ${id} LIMIT 1 OFFSET ${ROWS_AT_ONCE - 1}`,
      toPlace,
    ),
    last: connection.query(`${select} WHERE ${id} > ? ORDER BY ${id} DESC LIMIT 1`, toPlace),
    remove: remove.map((sql) => connection.write(sql)),
  };
}

export interface PruneStep {
  /** What was removed, by kind. */
  readonly removed: { readonly kind: Table['name']; readonly rows: number };
  /** A whole round is done: everything that may go has gone. */
  readonly isDone: boolean;
  /** The database is larger than it may be although nothing more may go. */
  readonly isTooLarge: boolean;
}

/** Removes what has become old, a few rows at a time. */
export class Retention {
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #tables: readonly { readonly table: Table; readonly sql: ReturnType<typeof prepare> }[];
  #turn = 0;
  #reached = 0;

  constructor(connection: Connection, clock: Clock) {
    this.#connection = connection;
    this.#clock = clock;
    this.#tables = TABLES.map((table) => ({ table, sql: prepare(connection, table) }));
  }

  /**
   * Goes on where the step before ended. Takes a few milliseconds.
   * @throws {StoreUnavailable} when worth trying again
   */
  step(limits: RetentionLimits): PruneStep {
    const current = this.#tables[this.#turn];
    if (current === undefined) return this.#finish(limits);
    const { table, sql } = current;
    const cutoff = this.#cutoff(table.name, limits);
    const { end, last, remove } = sql;
    const place = end.get(this.#reached) ?? last.get(this.#reached);
    if (place === undefined) {
      this.#nextTable();
      return { removed: { kind: table.name, rows: 0 }, isDone: false, isTooLarge: false };
    }
    const rows = this.#connection.transaction(() =>
      remove.reduce((_, write) => write.run(this.#reached, place.id, cutoff), 0),
    );
    this.#reached = place.id;
    if (place.at >= cutoff) this.#nextTable();
    return { removed: { kind: table.name, rows }, isDone: false, isTooLarge: false };
  }

  #nextTable(): void {
    this.#turn += 1;
    this.#reached = 0;
  }

  /** Gives free room back to the disk, then begins anew. */
  #finish(limits: RetentionLimits): PruneStep {
    const nothing = { kind: 'history', rows: 0 } as const;
    const free = this.#connection.freePages();
    this.#connection.giveBack(PAGES_AT_ONCE);
    const left = this.#connection.freePages();
    if (left > 0 && left < free) return { removed: nothing, isDone: false, isTooLarge: false };
    this.#turn = 0;
    return { removed: nothing, isDone: true, isTooLarge: this.#isTooLarge(limits) };
  }

  #cutoff(name: Table['name'], limits: RetentionLimits): number {
    const now = this.#clock.now();
    const kept = {
      history: limits.historyMs,
      deliveries: limits.deliveriesMs,
      audit: limits.auditMs,
      quarantine: limits.quarantineMs,
      traces: limits.tracesMs,
    }[name];
    const goesEarly = name === 'history' || name === 'deliveries';
    return now - (goesEarly && this.#isTooLarge(limits) ? Math.min(kept, KEPT_AT_LEAST_MS) : kept);
  }

  #isTooLarge({ maxBytes }: RetentionLimits): boolean {
    return maxBytes !== null && this.#connection.usedBytes() > maxBytes;
  }
}
