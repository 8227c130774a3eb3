import { DELIVERY_STATES } from '@signalbox/delivery';
import type { Delivery, DeliveryState } from '@signalbox/delivery';
import { integer, integerOrNull, text, textOrNull, word } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';
import { DELIVERY_COLUMNS, toDelivery } from './delivery-row.ts';
import { readCursor, toPage } from './page.ts';
import type { Page } from './page.ts';

/** A delivery as lists show it. */
export interface DeliveryRecord extends Delivery {
  readonly id: string;
  /** The device addressed; for a webhook the one whose message caused it. */
  readonly sourceId: number | null;
  /** The owner of that device; `null` when it is gone. */
  readonly trackerId: number | null;
}

/** A step of a delivery's way: each change of state or attempt. */
export interface DeliveryTimelineEntry {
  readonly at: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly reason: string | null;
}

export interface DeliveryQuery {
  /** Deliveries of the device behind this tracker. */
  readonly trackerId?: number;
  readonly sourceId?: number;
  readonly flowId?: number;
  readonly state?: DeliveryState;
  /** `next` of the page before. */
  readonly before?: string;
  readonly limit: number;
}

interface ListedRow {
  readonly seq: number;
  readonly record: DeliveryRecord;
}

/** Columns of both tables: `deliveries` and its owner among `trackers`. */
const SELECT = `
SELECT deliveries.seq, deliveries.id, deliveries.source_id, trackers.id AS tracker_id, ${DELIVERY_COLUMNS}
FROM deliveries LEFT JOIN trackers ON trackers.source_id = deliveries.source_id AND trackers.clone = 0`;

/** `?1` source, `?2` flow, `?3` state: each null for any; `?4` cursor, `?5` limit. */
const FILTERS = {
  source: 'deliveries.source_id = ?1',
  flow: 'deliveries.flow_id = ?2',
  state: 'deliveries.state = ?3',
} as const;

/** The first filter picks the index, so it stands bare; the others may be absent. */
function listSql(first: keyof typeof FILTERS | 'none'): string {
  const terms = [
    first === 'source' ? FILTERS.source : `(?1 IS NULL OR ${FILTERS.source})`,
    first === 'flow' ? FILTERS.flow : `(?2 IS NULL OR ${FILTERS.flow})`,
    first === 'state' ? FILTERS.state : `(?3 IS NULL OR ${FILTERS.state})`,
  ];
  return `${SELECT} WHERE ${terms.join(' AND ')} AND deliveries.seq < ?4 ORDER BY deliveries.seq DESC LIMIT ?5`;
}

function toListed(row: Row): ListedRow {
  return {
    seq: integer(row, 'seq'),
    record: {
      ...toDelivery(row),
      id: text(row, 'id'),
      sourceId: integerOrNull(row, 'source_id'),
      trackerId: integerOrNull(row, 'tracker_id'),
    },
  };
}

function toTimelineEntry(row: Row): DeliveryTimelineEntry {
  return {
    at: integer(row, 'at'),
    state: word(row, 'state', DELIVERY_STATES),
    attempts: integer(row, 'attempts'),
    reason: textOrNull(row, 'reason'),
  };
}

function statements(connection: Connection) {
  return {
    list: {
      none: connection.query(listSql('none'), toListed),
      source: connection.query(listSql('source'), toListed),
      flow: connection.query(listSql('flow'), toListed),
      state: connection.query(listSql('state'), toListed),
    },
    get: connection.query(`${SELECT} WHERE deliveries.id = ?`, toListed),
    timeline: connection.query(
      'SELECT at, state, attempts, reason FROM delivery_events WHERE delivery_seq = ? ORDER BY id',
      toTimelineEntry,
    ),
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
  readonly #sql: ReturnType<typeof statements>;

  constructor(connection: Connection) {
    this.#sql = statements(connection);
  }

  /**
   * Newest first. A tracker that does not exist has none.
   * @throws {StorageError} `bad_cursor`
   */
  list(query: DeliveryQuery): Page<DeliveryRecord> {
    const before = readCursor(query.before);
    const source = this.#sourceFilter(query);
    if (source === 'nothing') return { list: [], next: null };
    const flow = query.flowId ?? null;
    const state = query.state ?? null;
    const statement = this.#sql.list[firstFilter(source, flow, state)];
    const rows = statement.all(source, flow, state, before, query.limit + 1);
    const page = toPage(rows, query.limit, (last) => String(last.seq));
    return { list: page.list.map((row) => row.record), next: page.next };
  }

  /** A delivery with its way so far, oldest step first. */
  get(id: string): (DeliveryRecord & { readonly timeline: readonly DeliveryTimelineEntry[] }) | undefined {
    const found = this.#sql.get.get(id);
    if (found === undefined) return undefined;
    return { ...found.record, timeline: this.#sql.timeline.all(found.seq) };
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

/** The filter that leaves least to read: a device's deliveries are fewer than a flow's. */
function firstFilter(
  source: number | null,
  flow: number | null,
  state: string | null,
): keyof typeof FILTERS | 'none' {
  if (source !== null) return 'source';
  if (flow !== null) return 'flow';
  return state === null ? 'none' : 'state';
}
