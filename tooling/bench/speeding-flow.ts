/** Faster than 80 switches output 1 on, else off; a state that the device is in is not sent again. */
export const SPEEDING_FLOW = {
  title: 'Speeding',
  enabled: true,
  nodes: [
    { id: 1, type: 'data_source', data: { title: 'All', source_ids: [], select: { all: true } } },
    { id: 2, type: 'logic', data: { title: 'Fast?', name: 'speeding', condition: 'speed > 80' } },
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
    { from: 1, to: 2, type: 'simple_edge' },
    { from: 2, to: 3, type: 'then_edge' },
    { from: 2, to: 4, type: 'else_edge' },
  ],
};
