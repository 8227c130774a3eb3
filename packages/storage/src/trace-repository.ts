import { TIMELINESS, TRACE_OUTCOMES, TRACE_SHAPE } from '@signalbox/flow';
import type { TraceOutcome } from '@signalbox/flow';
import type { StoredTrace, TraceStore } from '@signalbox/runtime';
import { flag, integer, integerOrNull, text, word } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';
import { readCursor, toPage } from './page.ts';
import type { Page } from './page.ts';

/** Of each flow, source and outcome the last ones, and as many of those that went another way than before. */
export const DEFAULT_TRACES_KEPT = 20;

/** A trace with its number in the store. */
export interface TraceRecord extends StoredTrace {
  readonly id: number;
  /** The owner of the source; `null` when it is gone. */
  readonly trackerId: number | null;
}

export interface TraceFilter {
  readonly flowId?: number | undefined;
  readonly sourceId?: number | undefined;
  /** Only where this node ran; without source and flow nothing is found by it. */
  readonly nodeId?: number | undefined;
  readonly outcome?: TraceOutcome | undefined;
  readonly limit: number;
}

export interface TraceQuery extends TraceFilter {
  /** Server time, Unix ms, inclusive. */
  readonly from?: number | undefined;
  /** Server time, Unix ms, inclusive. */
  readonly to?: number | undefined;
  /** `next` of the page before. */
  readonly before?: string | undefined;
}

const SELECT = `
SELECT traces.id, flow_id, flow_version, traces.source_id, trackers.id AS tracker_id, outcome, turned, at,
  message_time, timeliness, body
FROM traces LEFT JOIN trackers ON trackers.source_id = traces.source_id AND trackers.clone = 0
WHERE shape = ${TRACE_SHAPE}`;

/**
 * `?1` source, `?2` flow, `?3` outcome: each null for any. The first one picks the index, so it stands bare.
 * A node is looked for in the few traces that are kept of one source and flow, never in all.
 */
const FILTERS = {
  node: `traces.source_id = ?1 AND flow_id = ?2 AND (?3 IS NULL OR outcome = ?3)
    AND EXISTS (SELECT 1 FROM json_each(body, '$.visits') AS visit WHERE visit.value ->> '$.node_id' = ?8)`,
  source: `traces.source_id = ?1 AND (?2 IS NULL OR flow_id = ?2) AND (?3 IS NULL OR outcome = ?3)`,
  flow: `?1 IS NULL AND flow_id = ?2 AND (?3 IS NULL OR outcome = ?3)`,
  none: `?1 IS NULL AND ?2 IS NULL AND (?3 IS NULL OR outcome = ?3)`,
} as const;

type Index = Exclude<keyof typeof FILTERS, 'node'>;

/** Newest first: `?4` from, `?5` to, `?6` cursor, `?7` limit. */
export function listSql(filter: Index | 'node'): string {
  // Left to itself SQLite goes through all traces of the flow, since those are in order.
  const select =
    filter === 'node' ? SELECT.replace('FROM traces', 'FROM traces INDEXED BY traces_of_source') : SELECT;
  return `${select} AND ${FILTERS[filter]} AND at BETWEEN ?4 AND ?5 AND traces.id < ?6
ORDER BY traces.id DESC LIMIT ?7`;
}

/** Oldest first: `?4` after, `?5` limit. */
function afterSql(filter: Index): string {
  return `${SELECT} AND ${FILTERS[filter]} AND at > ?4 ORDER BY traces.id LIMIT ?5`;
}

function toTrace(row: Row): TraceRecord {
  return {
    id: integer(row, 'id'),
    flowId: integer(row, 'flow_id'),
    flowVersion: integer(row, 'flow_version'),
    sourceId: integer(row, 'source_id'),
    trackerId: integerOrNull(row, 'tracker_id'),
    outcome: word(row, 'outcome', TRACE_OUTCOMES),
    turned: flag(row, 'turned'),
    at: integer(row, 'at'),
    messageTime: integerOrNull(row, 'message_time'),
    timeliness: word(row, 'timeliness', TIMELINESS),
    // As the recorder made it, and of the shape that this program knows.
    body: JSON.parse(text(row, 'body')),
  };
}

function statements(connection: Connection) {
  const each = (sqlOf: (filter: Index) => string) => ({
    source: connection.query(sqlOf('source'), toTrace),
    flow: connection.query(sqlOf('flow'), toTrace),
    none: connection.query(sqlOf('none'), toTrace),
  });
  return {
    list: each(listSql),
    ofNode: connection.query(listSql('node'), toTrace),
    after: each(afterSql),
    get: connection.query(`${SELECT} AND traces.id = ?`, toTrace),
    ofEffect: connection.query('SELECT trace_id FROM trace_effects WHERE effect_id = ?', (row) =>
      integer(row, 'trace_id'),
    ),
    insert: connection.write(
      `INSERT INTO traces (flow_id, flow_version, source_id, outcome, turned, at, message_time, timeliness,
         shape, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ${TRACE_SHAPE}, ?)`,
    ),
    link: connection.write('INSERT OR REPLACE INTO trace_effects (effect_id, trace_id) VALUES (?, ?)'),
    pruneAlike: connection.write(
      `DELETE FROM traces WHERE id IN (
         SELECT id FROM traces WHERE source_id = ? AND flow_id = ? AND outcome = ? AND turned = ?
         ORDER BY id DESC LIMIT -1 OFFSET ?)`,
    ),
  };
}

/** Traces: written beside the lane, looked at by people. */
export class TraceRepository implements TraceStore {
  readonly #connection: Connection;
  readonly #kept: number;
  readonly #sql: ReturnType<typeof statements>;

  /** @param kept see `DEFAULT_TRACES_KEPT` */
  constructor(connection: Connection, kept = DEFAULT_TRACES_KEPT) {
    this.#connection = connection;
    this.#kept = kept;
    this.#sql = statements(connection);
  }

  /** Adds traces, oldest first, all or none, and removes those that they replace. */
  async write(traces: readonly StoredTrace[]): Promise<void> {
    this.#connection.unhurriedTransaction(() => {
      for (const trace of traces) this.#write(trace);
    });
  }

  /**
   * Newest first.
   * @throws {StorageError} `bad_cursor`
   */
  list(query: TraceQuery): Page<TraceRecord> {
    const { from = Number.MIN_SAFE_INTEGER, to = Number.MAX_SAFE_INTEGER } = query;
    const rows = this.#list(query, { from, to, before: readCursor(query.before), limit: query.limit + 1 });
    return toPage(rows, query.limit, (last) => String(last.id));
  }

  /** Those nearest to a moment (server time, Unix ms), half of them before it, half after; newest first. */
  around(at: number, filter: TraceFilter): readonly TraceRecord[] {
    const { sourceId = null, flowId = null, outcome = null } = filter;
    const half = Math.ceil(filter.limit / 2);
    const from = Number.MIN_SAFE_INTEGER;
    const before = this.#list(filter, { from, to: at, before: Number.MAX_SAFE_INTEGER, limit: half });
    const after = this.#sql.after[indexFor(filter)].all(sourceId, flowId, outcome, at, half);
    return [...after.toReversed(), ...before].slice(-filter.limit);
  }

  get(id: number): TraceRecord | undefined {
    return this.#sql.get.get(id);
  }

  /** The trace of the input that caused a delivery, by the delivery's id. */
  idOfEffect(effectId: string): number | undefined {
    return this.#sql.ofEffect.get(effectId);
  }

  #list(
    filter: TraceFilter,
    part: { readonly from: number; readonly to: number; readonly before: number; readonly limit: number },
  ): readonly TraceRecord[] {
    const { sourceId = null, flowId = null, outcome = null } = filter;
    const { from, to, before, limit } = part;
    if (filter.nodeId !== undefined)
      return this.#sql.ofNode.all(sourceId, flowId, outcome, from, to, before, limit, filter.nodeId);
    return this.#sql.list[indexFor(filter)].all(sourceId, flowId, outcome, from, to, before, limit);
  }

  #write(trace: StoredTrace): void {
    const { flowId, flowVersion, sourceId, outcome, turned, at, messageTime, timeliness, body } = trace;
    const isTurned = turned ? 1 : 0;
    const id = this.#sql.insert.insert(
      flowId,
      flowVersion,
      sourceId,
      outcome,
      isTurned,
      at,
      messageTime,
      timeliness,
      JSON.stringify(body),
    );
    for (const effect of body.visits.flatMap(({ effects }) => effects)) {
      if (effect.unsent === null) this.#sql.link.run(effect.id, id);
    }
    this.#sql.pruneAlike.run(sourceId, flowId, outcome, isTurned, this.#kept);
  }
}

/** A source is in fewer flows than a flow has sources. */
function indexFor({ sourceId, flowId }: TraceFilter): Index {
  if (sourceId !== undefined) return 'source';
  return flowId === undefined ? 'none' : 'flow';
}
