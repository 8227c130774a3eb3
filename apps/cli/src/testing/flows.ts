import { type FileDocument, switchingDocument } from '@signalbox/runtime/testing';

/** Faster than 80 with the ignition on, once per change: output 1 on, then off again. */
export const SPEEDING_FLOW: FileDocument = switchingDocument({
  start: { source_ids: [7] },
  logic: { condition: 'speed > 80 and ignition', mode: 'on_change' },
});

/** An open door tells a receiver, late records included. */
export const DOOR_FLOW = {
  schema: 1,
  title: 'Door',
  nodes: [
    { id: 1, type: 'data_source', data: { title: 'Trailers', select: { labels: ['cold'] } } },
    {
      id: 5,
      type: 'webhook',
      data: {
        title: 'Tell',
        url: 'https://example.com/door?token=abc',
        headers: [{ key: 'Authorization', value: 'Bearer secret' }],
        body: '{"device": {{device_label}}, "open": {{door_open}}}',
        allow_late: true,
      },
    },
  ],
  edges: [{ from: 1, to: 5 }],
};
