import type { StoredMessage } from '@signalbox/runtime';
import { integer } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';
import { placesWhere } from './message-places.ts';
import { MESSAGE_COLUMNS, toStoredMessage } from './message-row.ts';
import { badCursor, toPage } from './page.ts';
import type { Page } from './page.ts';

export interface HistoryQuery {
  readonly sourceId: number;
  /** Device time, Unix ms, inclusive. */
  readonly from?: number;
  /** Device time, Unix ms, inclusive. */
  readonly to?: number;
  /** `next` of the page before. */
  readonly before?: string;
  readonly limit: number;
}

/** A record with its number in the store. */
export interface MessageRecord extends StoredMessage {
  readonly id: number;
}

interface Position {
  /** `null` among the records without a usable time. */
  readonly time: number | null;
  readonly id: number;
}

/** The page is chosen among the places, before any record is read. */
export const DATED = `
SELECT id, ${MESSAGE_COLUMNS}
FROM (
  ${placesWhere(`source_id = ?1 AND message_time BETWEEN ?2 AND ?3 AND (message_time, message_id) < (?4, ?5)`)}
  ORDER BY message_time DESC, message_id DESC LIMIT ?6
) AS place
CROSS JOIN messages ON id = message_id
ORDER BY place.message_time DESC, id DESC`;

/** They have no place: the index that tells records apart holds them by source. */
export const UNDATED = `
SELECT id, ${MESSAGE_COLUMNS} FROM messages
WHERE source_id = ? AND message_time IS NULL AND id < ? ORDER BY id DESC LIMIT ?`;

const START: Position = { time: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER };

function toMessageRecord(row: Row): MessageRecord {
  return { id: integer(row, 'id'), ...toStoredMessage(row) };
}

function statements(connection: Connection) {
  return {
    dated: connection.query(DATED, toMessageRecord),
    undated: connection.query(UNDATED, toMessageRecord),
  };
}

/** Telemetry history. */
export class MessageRepository {
  readonly #sql: ReturnType<typeof statements>;

  constructor(connection: Connection) {
    this.#sql = statements(connection);
  }

  /**
   * Newest device time first, then, unless a span of time was asked for, the records without a
   * usable time, last received first.
   * @throws {StorageError} `bad_cursor`
   */
  history(query: HistoryQuery): Page<MessageRecord> {
    const position = readPosition(query.before);
    const wanted = query.limit + 1;
    const dated = position.time === null ? [] : this.#dated(query, position.time, position.id);
    if (dated.length === wanted || query.from !== undefined || query.to !== undefined) {
      return toPage(dated, query.limit, cursorOf);
    }
    const below = position.time === null ? position.id : START.id;
    const undated = this.#sql.undated.all(query.sourceId, below, wanted - dated.length);
    return toPage([...dated, ...undated], query.limit, cursorOf);
  }

  #dated(query: HistoryQuery, time: number, id: number): readonly MessageRecord[] {
    const { sourceId, from = Number.MIN_SAFE_INTEGER, to = Number.MAX_SAFE_INTEGER } = query;
    return this.#sql.dated.all(sourceId, from, to, time, id, query.limit + 1);
  }
}

function cursorOf(message: MessageRecord): string {
  return `${message.messageTime ?? ''}_${message.id}`;
}

function readPosition(cursor: string | undefined): Position {
  if (cursor === undefined) return START;
  const parts = /^(\d{0,16})_(\d{1,16})$/.exec(cursor);
  if (parts === null) throw badCursor(cursor);
  const [, time, id] = parts;
  return { time: time === '' ? null : Number(time), id: Number(id) };
}
