import { TIMELINESS } from '@signalbox/flow';
import type { Timeliness } from '@signalbox/flow';
import type { StoredMessage } from '@signalbox/runtime';
import { coded, integer, integerOrNull, text, textOrNull } from './columns.ts';
import type { Row } from './columns.ts';

/** Timeliness as it stands in the file: a number once given never changes its meaning. */
export const TIMELINESS_CODES: Readonly<Record<Timeliness, number>> = {
  live: 0,
  delayed: 1,
  late: 2,
  duplicate: 3,
  future: 4,
  no_time: 5,
};

const TIMELINESS_BY_CODE = new Map(TIMELINESS.map((word) => [TIMELINESS_CODES[word], word]));

/** Terms of SQL for the records that moved the attributes. */
export const MOVED_ATTRIBUTES = `timeliness IN (${TIMELINESS_CODES.live}, ${TIMELINESS_CODES.delayed})`;

/** The columns that `toStoredMessage` reads. */
export const MESSAGE_COLUMNS =
  'messages.source_id, messages.message_time, server_time, timeliness, hash, body, written';

export function toStoredMessage(row: Row): StoredMessage {
  const written = textOrNull(row, 'written');
  return {
    sourceId: integer(row, 'source_id'),
    messageTime: integerOrNull(row, 'message_time'),
    serverTime: integer(row, 'server_time'),
    timeliness: coded(row, 'timeliness', TIMELINESS_BY_CODE),
    hash: integer(row, 'hash'),
    body: text(row, 'body'),
    written: written === null ? null : JSON.parse(written),
  };
}
