/** Every record of every device: the command text, at most once. */
export function commandFlow(command: string): object {
  return {
    schema: 1,
    title: `Sends ${command}`,
    nodes: [
      { id: 1, type: 'data_source', data: { title: 'All', select: { all: true } } },
      {
        id: 2,
        type: 'action',
        data: {
          title: 'Send',
          allow_delayed: true,
          actions: [{ type: 'send_gprs_command', command, reliable: true }],
        },
      },
    ],
    edges: [{ from: 1, to: 2 }],
  };
}

/** Faster than 80: output 1 on, else off. */
export const SPEEDING_FLOW = {
  schema: 1,
  title: 'Speeding buzzer',
  nodes: [
    { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [1] } },
    { id: 2, type: 'logic', data: { title: 'Too fast', name: 'speeding', condition: 'speed > 80' } },
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

export const VAN = { id: 1, device_id: 'van-1', model: 'ngp_generic', label: 'Van 1' };
