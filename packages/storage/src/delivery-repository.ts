import { DELIVERY_STATES } from '@signalbox/delivery';
import type { Delivery, DeliveryNote, DeliveryState } from '@signalbox/delivery';
import { integer, integerOrNull, text, textOrNull, word } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';
import { DELIVERY_COLUMNS, toDelivery } from './delivery-row.ts';
import { DeliverySearch } from './delivery-search.ts';
import type { DeliveryFilter } from './delivery-search.ts';
import { readCursor } from './page.ts';
import type { Page } from './page.ts';

/** A delivery as lists show it. */
export interface DeliveryRecord extends Delivery {
  readonly id: string;
  /** The device addressed; for a webhook the one whose message caused it. */
  readonly sourceId: number | null;
  /** The owner of that device; `null` when it is gone. */
  readonly trackerId: number | null;
  /** When it was taken off the list of dead letters, Unix ms. */
  readonly discardedAt: number | null;
  /** The delivery that stands for it now. */
  readonly redrivenAs: string | null;
}

/** A step of a delivery's way: each change of state or attempt. */
export interface DeliveryTimelineEntry {
  readonly at: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly reason: string | null;
  readonly note: DeliveryNote;
}

export interface DeliveryQuery extends DeliveryFilter {
  /** `next` of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** More than these are not asked when it is decided whether a command may be sent again. */
const LATER_COMMANDS = 50;

/** Columns of both tables: `deliveries` and its owner among `trackers`. */
const SELECT = `
SELECT deliveries.id, deliveries.source_id, trackers.id AS tracker_id, discarded_at, redriven_as, ${DELIVERY_COLUMNS}
FROM deliveries LEFT JOIN trackers ON trackers.source_id = deliveries.source_id AND trackers.clone = 0`;

function toRecord(row: Row): DeliveryRecord {
  return {
    ...toDelivery(row),
    id: text(row, 'id'),
    sourceId: integerOrNull(row, 'source_id'),
    trackerId: integerOrNull(row, 'tracker_id'),
    discardedAt: integerOrNull(row, 'discarded_at'),
    redrivenAs: textOrNull(row, 'redriven_as'),
  };
}

function toTimelineEntry(row: Row): DeliveryTimelineEntry {
  return {
    at: integer(row, 'at'),
    state: word(row, 'state', DELIVERY_STATES),
    attempts: integer(row, 'attempts'),
    reason: textOrNull(row, 'reason'),
    note: noteOf(row),
  };
}

/** As this package wrote it. */
function noteOf(row: Row): DeliveryNote {
  const note = textOrNull(row, 'note');
  return note === null ? {} : JSON.parse(note);
}

function statements(connection: Connection) {
  return {
    list: connection.query(
      `${SELECT} WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq DESC`,
      toRecord,
    ),
    get: connection.query(`${SELECT} WHERE deliveries.id = ?`, toRecord),
    timeline: connection.query(
      `SELECT at, state, attempts, reason, note FROM delivery_events
       WHERE delivery_seq = (SELECT seq FROM deliveries WHERE id = ?) ORDER BY id`,
      toTimelineEntry,
    ),
    later: connection.query(
      `${SELECT} WHERE deliveries.source_id = ?1 AND kind = 'command'
         AND seq > (SELECT seq FROM deliveries WHERE id = ?2) ORDER BY seq DESC LIMIT ${LATER_COMMANDS}`,
      toRecord,
    ),
    discard: connection.write(
      'UPDATE deliveries SET discarded_at = ?2 WHERE id = ?1 AND open = 0 AND discarded_at IS NULL',
    ),
    markRedriven: connection.write('UPDATE deliveries SET redriven_as = ?2 WHERE id = ?1'),
    counts: connection.query('SELECT state, count(*) AS count FROM deliveries GROUP BY state', (row) => ({
      state: word(row, 'state', DELIVERY_STATES),
      count: integer(row, 'count'),
    })),
    sourceOf: connection.query('SELECT source_id FROM trackers WHERE id = ?', (row) =>
      integer(row, 'source_id'),
    ),
  };
}

/** Deliveries as people look at them; the lane writes them. */
export class DeliveryRepository {
  readonly #connection: Connection;
  readonly #sql: ReturnType<typeof statements>;
  readonly #search: DeliverySearch;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#sql = statements(connection);
    this.#search = new DeliverySearch(connection);
  }

  /**
   * Newest first. A tracker that does not exist has none. A page may be short, even empty, and have
   * a next one: what matches is rare, and the search goes on there.
   * @throws {StorageError} `bad_cursor`
   */
  list(query: DeliveryQuery): Page<DeliveryRecord> {
    const before = readCursor(query.before);
    const source = this.#sourceFilter(query);
    if (source === 'nothing') return { list: [], next: null };
    const { seqs, next } = this.#search.find(query, source, { before, limit: query.limit });
    return { list: this.#sql.list.all(JSON.stringify(seqs)), next: next === null ? null : String(next) };
  }

  /** A delivery with its way so far, oldest step first. */
  get(id: string): (DeliveryRecord & { readonly timeline: readonly DeliveryTimelineEntry[] }) | undefined {
    const found = this.#sql.get.get(id);
    if (found === undefined) return undefined;
    return { ...found, timeline: this.#sql.timeline.all(id) };
  }

  /** The latest commands to a device that were asked for after the delivery named, newest first. */
  laterCommands(sourceId: number, id: string): readonly DeliveryRecord[] {
    return this.#sql.later.all(sourceId, id);
  }

  /**
   * Takes ended deliveries off the list of dead letters; they stay in the history.
   * @param at server time, Unix ms
   * @returns how many were discarded; one that is open, gone or discarded already does not count
   */
  discard(ids: readonly string[], at: number): number {
    return this.#connection.transaction(() =>
      ids.reduce((count, id) => count + this.#sql.discard.run(id, at), 0),
    );
  }

  /** Notes that another delivery stands for this one now. */
  markRedriven(id: string, as: string): void {
    this.#sql.markRedriven.run(id, as);
  }

  /** How many deliveries stand in each state; a state without any is absent. */
  counts(): ReadonlyMap<DeliveryState, number> {
    return new Map(this.#sql.counts.all().map(({ state, count }) => [state, count]));
  }

  #sourceFilter({ trackerId, sourceId }: DeliveryQuery): number | null | 'nothing' {
    if (trackerId === undefined) return sourceId ?? null;
    const ofTracker = this.#sql.sourceOf.get(trackerId);
    if (ofTracker === undefined) return 'nothing';
    return sourceId === undefined || sourceId === ofTracker ? ofTracker : 'nothing';
  }
}
