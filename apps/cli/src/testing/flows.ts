/** Faster than 80 with the ignition on, once per change: output 1 on, then off again. */
export const SPEEDING_FLOW = {
  schema: 1,
  title: 'Speeding buzzer',
  nodes: [
    { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [7] } },
    {
      id: 2,
      type: 'logic',
      data: { title: 'Too fast', name: 'speeding', condition: 'speed > 80 and ignition', mode: 'on_change' },
    },
    {
      id: 3,
      type: 'action',
      data: { title: 'On', actions: [{ type: 'set_output', number: 1, value: true }] },
    },
    {
      id: 4,
      type: 'action',
      data: { title: 'Off', actions: [{ type: 'set_output', number: 1, value: false }] },
    },
  ],
  edges: [
    { from: 1, to: 2 },
    { from: 2, to: 3, type: 'then_edge' },
    { from: 2, to: 4, type: 'else_edge' },
  ],
};

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
