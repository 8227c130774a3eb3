import type { DeliveryState } from '@signalbox/delivery';
import { hideUrlSecrets } from '@signalbox/flow';
import type { Connection, Query } from './connection.ts';
import { integer } from './columns.ts';
import type { Row } from './columns.ts';

/** Which deliveries are wanted; what is left out does not matter. */
export interface DeliveryFilter {
  /** Deliveries of the device behind this tracker. */
  readonly trackerId?: number | undefined;
  readonly sourceId?: number | undefined;
  readonly flowId?: number | undefined;
  readonly nodeId?: number | undefined;
  readonly kind?: 'command' | 'webhook' | undefined;
  readonly state?: DeliveryState | undefined;
  /** Ended without success, not discarded and not sent again as another. */
  readonly dead?: boolean | undefined;
  /** Host of a webhook's address, with its port where the address names one. */
  readonly host?: string | undefined;
  /** Asked for at or after, Unix ms. */
  readonly from?: number | undefined;
  /** Asked for before, Unix ms. */
  readonly to?: number | undefined;
  /** Part of the id, the reason, the command or the address, whatever the case. */
  readonly text?: string | undefined;
}

/**
 * Rows that one question looks at. What matches may be rare, and the lane's commits wait while
 * SQLite searches: a long search goes on with the cursor of the answer before.
 */
export const LOOKED_AT = 2000;

/** As in the index `deliveries_dead`, word for word. */
const DEAD = `state IN ('rejected', 'exhausted', 'expired', 'unconfirmed', 'unknown')
  AND discarded_at IS NULL AND redriven_as IS NULL`;

/** Without user and query, where credentials may stand: a search must not find them out. */
function addressOf(url: string): string {
  return hideUrlSecrets(url, '').replace(/\?.*/s, '');
}

/** Host and port as they are written, in small letters. */
function hostOf(url: string): string {
  const found = /^[^:/]+:\/\/(?:[^/?#\\]*@)?([^/?#\\]*)/.exec(url);
  return (found?.[1] ?? '').toLowerCase();
}

/** ?1 source, ?2 flow, ?3 state, ?4 cursor: the stretch of an index that is looked at. */
const STRETCH_PARAMETERS = 4;
const STRETCHES = {
  source: 'source_id = ?1',
  flow: 'flow_id = ?2',
  dead: DEAD,
  state: 'state = ?3',
  none: 'TRUE',
} as const;
type Stretch = keyof typeof STRETCHES;

const TERMS = [
  '(?1 IS NULL OR source_id = ?1)',
  '(?2 IS NULL OR flow_id = ?2)',
  '(?3 IS NULL OR state = ?3)',
  `(?5 = 0 OR (${DEAD}))`,
  `(?6 IS NULL OR spec ->> '$.origin.nodeId' = ?6)`,
  '(?7 IS NULL OR kind = ?7)',
  `(?8 IS NULL OR spec ->> '$.createdAt' >= ?8)`,
  `(?9 IS NULL OR spec ->> '$.createdAt' < ?9)`,
  `(?10 IS NULL OR instr(host_of(spec ->> '$.request.url') || ':', lower(?10) || ':') = 1)`,
  `(?11 IS NULL OR instr(lower(id || ' ' || coalesce(reason, '') || ' '
    || coalesce(spec ->> '$.command', address_of(spec ->> '$.request.url'), '')), lower(?11)) > 0)`,
].join(' AND ');

/** The rows that are looked at, newest first. */
export function stretchSql(stretch: Stretch): string {
  // Left to itself SQLite would gather the states one by one and sort them all.
  const index = stretch === 'dead' ? ' INDEXED BY deliveries_dead' : '';
  return `SELECT * FROM deliveries${index} WHERE ${STRETCHES[stretch]} AND seq < ?4 ORDER BY seq DESC LIMIT ${LOOKED_AT}`;
}

interface Found {
  /** Numbers of those that match, newest first. */
  readonly seqs: readonly number[];
  /** Where to go on; `null` at the end. */
  readonly next: number | null;
}

type Parameters = readonly (string | number | null)[];

interface Questions {
  readonly matching: Query<number>;
  readonly looked: Query<{ readonly count: number; readonly last: number }>;
}

function questionsOf(connection: Connection, stretch: Stretch): Questions {
  const rows = `(${stretchSql(stretch)}) AS deliveries`;
  return {
    matching: connection.query(`SELECT seq FROM ${rows} WHERE ${TERMS} ORDER BY seq DESC LIMIT ?12`, toSeq),
    looked: connection.query(
      `SELECT count(*) AS count, coalesce(min(seq), 0) AS last FROM ${rows}`,
      (row) => ({ count: integer(row, 'count'), last: integer(row, 'last') }),
    ),
  };
}

function toSeq(row: Row): number {
  return integer(row, 'seq');
}

/** Finds deliveries, a bounded stretch of rows at a time. */
export class DeliverySearch {
  readonly #questions: Readonly<Record<Stretch, Questions>>;

  constructor(connection: Connection) {
    connection.textFunction('address_of', addressOf);
    connection.textFunction('host_of', hostOf);
    this.#questions = {
      source: questionsOf(connection, 'source'),
      flow: questionsOf(connection, 'flow'),
      dead: questionsOf(connection, 'dead'),
      state: questionsOf(connection, 'state'),
      none: questionsOf(connection, 'none'),
    };
  }

  /**
   * @param sourceId the device meant by the filter's tracker or source; `null` for any
   * @param place only what is older than this number, and at most so many
   */
  find(
    filter: DeliveryFilter,
    sourceId: number | null,
    place: { readonly before: number; readonly limit: number },
  ): Found {
    const { matching, looked } = this.#questions[stretchOf(filter, sourceId)];
    const parameters = parametersOf(filter, sourceId, place);
    const seqs = matching.all(...parameters, place.limit + 1);
    if (seqs.length > place.limit) {
      const page = seqs.slice(0, place.limit);
      return { seqs: page, next: page.at(-1) ?? null };
    }
    const { count, last } = looked.get(...parameters.slice(0, STRETCH_PARAMETERS)) ?? { count: 0, last: 0 };
    return { seqs, next: count < LOOKED_AT ? null : last };
  }
}

/** The filter that leaves least to look at: a device's deliveries are fewer than a flow's. */
function stretchOf(filter: DeliveryFilter, sourceId: number | null): Stretch {
  if (sourceId !== null) return 'source';
  if (filter.dead === true) return 'dead';
  if (filter.flowId !== undefined) return 'flow';
  return filter.state === undefined ? 'none' : 'state';
}

function parametersOf(
  filter: DeliveryFilter,
  sourceId: number | null,
  { before }: { readonly before: number },
): Parameters {
  return [
    sourceId,
    filter.flowId ?? null,
    filter.state ?? null,
    before,
    filter.dead === true ? 1 : 0,
    filter.nodeId ?? null,
    filter.kind ?? null,
    filter.from ?? null,
    filter.to ?? null,
    filter.host ?? null,
    filter.text ?? null,
  ];
}
