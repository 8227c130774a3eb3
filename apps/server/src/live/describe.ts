import { subjectOf } from '@signalbox/delivery';
import type { JsonValue, Message } from '@signalbox/flow';
import { showDelivery } from '../api/delivery-view.ts';
import { toTimestamp, toTimestampOrNull } from '../api/wire.ts';
import type { LiveDescriber } from './live-hub.ts';
import type { TrackerIndex } from './tracker-index.ts';

/** Puts the runtime's events, which speak of sources, into the API's words, which speak of trackers. */
export function createDescriber(trackers: Pick<TrackerIndex, 'of' | 'ownerOf'>): LiveDescriber {
  return {
    delivery: (delivery) => {
      const sourceId = subjectOf(delivery.spec);
      const trackerId = sourceId === null ? null : (trackers.ownerOf(sourceId) ?? null);
      return { type: 'delivery', delivery: showDelivery(delivery, trackerId) };
    },
    message: ({ sourceId, timeliness, message }) => ({
      type: 'message',
      tracker_ids: [...trackers.of(sourceId)],
      source_id: sourceId,
      timeliness,
      message_time: toTimestampOrNull(message.messageTime),
      server_time: toTimestamp(message.serverTime),
      attributes: namedValues(message),
    }),
    flowPaused: ({ flowId, sourceId, paused }) => ({
      type: 'flow_paused',
      flow_id: flowId,
      tracker_ids: [...trackers.of(sourceId)],
      source_id: sourceId,
      paused,
    }),
    link: ({ sourceId, online }) => ({
      type: 'link',
      tracker_ids: [...trackers.of(sourceId)],
      source_id: sourceId,
      online,
    }),
  };
}

function namedValues({ attributes }: Message): Record<string, JsonValue> {
  const values: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) values[name] = value;
  }
  return values;
}
