import { TIMELINESS } from '@signalbox/flow';
import type { StoredMessage } from '@signalbox/runtime';
import { integer, integerOrNull, text, textOrNull, word } from './columns.ts';
import type { Row } from './columns.ts';

/** The columns that `toStoredMessage` reads. */
export const MESSAGE_COLUMNS = 'source_id, message_time, server_time, timeliness, hash, body, written';

export function toStoredMessage(row: Row): StoredMessage {
  const written = textOrNull(row, 'written');
  return {
    sourceId: integer(row, 'source_id'),
    messageTime: integerOrNull(row, 'message_time'),
    serverTime: integer(row, 'server_time'),
    timeliness: word(row, 'timeliness', TIMELINESS),
    hash: integer(row, 'hash'),
    body: text(row, 'body'),
    written: written === null ? null : JSON.parse(written),
  };
}
