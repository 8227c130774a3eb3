import type { AttributeSample, TelemetryRecord } from '@signalbox/api';
import type { JsonValue } from '@signalbox/flow';
import type { MessageRecord, Storage } from '@signalbox/storage';
import { requireDevice } from './device-handlers.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { toTimestamp, toTimestampOrNull } from './wire.ts';

type Names = 'listDeviceRecords' | 'listAttributeSamples';

/** What a tracker has reported so far. */
export function telemetryHandlers({ storage }: ApiServices): HandlersOf<Names> {
  return {
    listDeviceRecords: ({ params, query }) => {
      const page = history(storage, params.id, query);
      return { list: page.list.map(showRecord), next_cursor: page.next };
    },
    listAttributeSamples: ({ params, query }) => {
      const page = history(storage, params.id, query);
      return { list: page.list.flatMap((record) => samplesOf(record, params.name)), next_cursor: page.next };
    },
  };
}

function history(storage: Storage, id: number, query: { limit: number; cursor?: string | undefined }) {
  const sourceId = requireDevice(storage, id).source.id;
  const { limit, cursor } = query;
  return storage.messages.history({ sourceId, limit, ...(cursor === undefined ? {} : { before: cursor }) });
}

function showRecord(record: MessageRecord): TelemetryRecord {
  const { messageTime, serverTime, timeliness, written } = record;
  return {
    message_time: toTimestampOrNull(messageTime),
    server_time: toTimestamp(serverTime),
    timeliness,
    attributes: attributesOf(record),
    written: written === null ? null : { ...written },
  };
}

/** The value that a record gives an attribute, if it has one; what a flow wrote stands over it. */
function samplesOf(record: MessageRecord, name: string): AttributeSample[] {
  const { messageTime, serverTime } = record;
  const values: Record<string, JsonValue> = { ...attributesOf(record), ...record.written };
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (messageTime === null || value === undefined) return [];
  return [{ value, message_time: toTimestamp(messageTime), server_time: toTimestamp(serverTime) }];
}

/** The stored text is JSON that the decoder wrote. */
function attributesOf(record: MessageRecord): Record<string, JsonValue> {
  return JSON.parse(record.body);
}
