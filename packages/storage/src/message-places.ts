import type { DatabaseSync } from 'node:sqlite';
import { integer } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';

/*
 * The way from a source to its records by time: `message_places (source_id, message_time,
 * message_id)`. Writing a record's place with the record would touch a page per source in every
 * commit, so new places wait in a table in memory, `waiting_places`, of the same shape. Commits move
 * them to disk a few at a time, going round the sources in order: when a source's turn comes, all
 * that it gathered since the last round goes to one page or two.
 *
 * A place is in exactly one of the two tables, and readers ask both. SQLite rolls both back together.
 * After a crash those that waited are found again among the records after
 * `message_places_filled.through_id`: a bound that every whole round moves on.
 */

export interface PlacingLimits {
  /** Places that wait in memory: the more, the fewer pages are written, and the longer an opening after a crash. */
  readonly waiting: number;
  /** Places moved to disk at once. */
  readonly atOnce: number;
}

const PLACING: PlacingLimits = { waiting: 32_768, atOnce: 512 };

const WAITING_TABLE = `
CREATE TEMP TABLE waiting_places (
  source_id INTEGER NOT NULL,
  message_time INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  PRIMARY KEY (source_id, message_time, message_id)
) STRICT, WITHOUT ROWID;
INSERT INTO waiting_places
SELECT source_id, message_time, id FROM messages AS message
WHERE id > (SELECT through_id FROM message_places_filled)
  AND message_time IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM message_places AS place
    WHERE place.source_id = message.source_id AND place.message_time = message.message_time
      AND place.message_id = message.id
  );
`;

/** Gathers the places that are not on disk; belongs to opening the file. Writes nothing to it. */
export function gatherWaitingPlaces(database: DatabaseSync): void {
  database.exec(WAITING_TABLE);
}

/** Both tables, asked the same: `condition` may name their columns and numbered parameters. */
export function placesWhere(condition: string): string {
  return ['message_places', 'waiting_places']
    .map((table) => `SELECT message_time, message_id FROM ${table} WHERE ${condition}`)
    .join(' UNION ALL ');
}

interface Place {
  readonly sourceId: number;
  readonly time: number;
  readonly messageId: number;
}

const BEFORE_ALL: Place = { sourceId: Number.MIN_SAFE_INTEGER, time: 0, messageId: 0 };
const AFTER_ALL: Place = { sourceId: Number.MAX_SAFE_INTEGER, time: 0, messageId: 0 };

/** How far placing has come: as of the last commit, or as the commit under way will leave it. */
export interface Placing {
  /** Newest record whose place was noted. */
  readonly notedId: number;
  readonly waiting: number;
  /** The round has come up to here. */
  readonly reached: Place;
  /** Newest record when the round began: when it ends, every record up to it has its place on disk. */
  readonly roundBeganAt: number;
}

const SPAN = `(source_id, message_time, message_id) > (?1, ?2, ?3)
  AND (source_id, message_time, message_id) <= (?4, ?5, ?6)`;

function toPlace(row: Row): Place {
  return {
    sourceId: integer(row, 'source_id'),
    time: integer(row, 'message_time'),
    messageId: integer(row, 'message_id'),
  };
}

function statements(connection: Connection) {
  return {
    newestId: connection.query('SELECT coalesce(max(id), 0) AS id FROM messages', (row) =>
      integer(row, 'id'),
    ),
    count: connection.query('SELECT count(*) AS count FROM waiting_places', (row) => integer(row, 'count')),
    note: connection.write(
      `INSERT INTO waiting_places
       SELECT source_id, message_time, id FROM messages WHERE id > ? AND message_time IS NOT NULL`,
    ),
    spanEnd: connection.query(
      `SELECT * FROM waiting_places WHERE (source_id, message_time, message_id) > (?, ?, ?)
       ORDER BY source_id, message_time, message_id LIMIT 1 OFFSET ?`,
      toPlace,
    ),
    keepSpan: connection.write(`INSERT INTO message_places SELECT * FROM waiting_places WHERE ${SPAN}`),
    forgetSpan: connection.write(`DELETE FROM waiting_places WHERE ${SPAN}`),
    endRound: connection.write('UPDATE message_places_filled SET through_id = ?'),
  };
}

/** Gives records their places. Its methods but `now` belong into the transaction of a commit. */
export class MessagePlaces {
  readonly #sql: ReturnType<typeof statements>;
  readonly #limits: PlacingLimits;

  constructor(connection: Connection, limits: PlacingLimits = PLACING) {
    this.#sql = statements(connection);
    this.#limits = limits;
  }

  /** Where placing stands in a file just opened. */
  now(): Placing {
    const notedId = this.#newestId();
    return { notedId, waiting: this.#count(), reached: BEFORE_ALL, roundBeganAt: notedId };
  }

  /**
   * Notes the places of the records that came in, and moves on what waits beyond the limit.
   * @returns how far placing has come, valid once the transaction is committed
   */
  advance(from: Placing): Placing {
    const added = this.#sql.note.run(from.notedId);
    let placing = { ...from, notedId: this.#newestId(), waiting: from.waiting + added };
    while (placing.waiting >= this.#limits.waiting + this.#limits.atOnce) placing = this.#move(placing);
    return placing;
  }

  #move(placing: Placing): Placing {
    const { reached } = placing;
    const from = [reached.sourceId, reached.time, reached.messageId] as const;
    const end = this.#sql.spanEnd.get(...from, this.#limits.atOnce - 1);
    const { sourceId, time, messageId } = end ?? AFTER_ALL;
    const moved = this.#sql.keepSpan.run(...from, sourceId, time, messageId);
    this.#sql.forgetSpan.run(...from, sourceId, time, messageId);
    if (end !== undefined) return { ...placing, reached: end, waiting: placing.waiting - moved };
    return this.#endRound(placing);
  }

  /** Counts anew: places of removed sources are gone without having been moved. */
  #endRound({ notedId, roundBeganAt }: Placing): Placing {
    this.#sql.endRound.run(roundBeganAt);
    return { notedId, waiting: this.#count(), reached: BEFORE_ALL, roundBeganAt: notedId };
  }

  #newestId(): number {
    return this.#sql.newestId.get() ?? 0;
  }

  #count(): number {
    return this.#sql.count.get() ?? 0;
  }
}
