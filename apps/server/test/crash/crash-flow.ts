import type { ApiClient } from '@signalbox/api';
import { NODE } from './evidence.ts';

type Flow = NonNullable<Parameters<ApiClient['createFlow']>[0]['body']>;
type Node = Flow['nodes'][number];

const PATIENT = {
  ttl_s: 86_400,
  retry: { max_attempts: 100, first_delay_s: 0.1, factor: 2, max_delay_s: 1 },
};

/** Does for each record what the record itself says. */
export function crashFlow(receiverUrl: string): Flow {
  const nodes: Node[] = [
    { id: 1, type: 'data_source', data: { title: 'All', select: { all: true } } },
    condition(NODE.hook - 1, "value('hook') == true"),
    {
      id: NODE.hook,
      type: 'webhook',
      data: { title: 'Tell', url: receiverUrl, body: '{"device":{{device_id}},"n":{{n}}}', ...PATIENT },
    },
    condition(NODE.on - 1, "value('want') == 1"),
    action(NODE.on, { type: 'set_output', number: 1, value: true }),
    condition(NODE.off - 1, "value('want') == 0"),
    action(NODE.off, { type: 'set_output', number: 1, value: false }),
    condition(NODE.once - 1, "value('pulse') == 'once'"),
    action(NODE.once, { type: 'send_gprs_command', command: 'once', reliable: false }),
    condition(NODE.again - 1, "value('pulse') == 'again'"),
    action(NODE.again, { type: 'send_gprs_command', command: 'again', reliable: true }),
  ];
  const edges = Object.values(NODE).flatMap((id) => [
    { from: 1, to: id - 1 },
    { from: id - 1, to: id, type: 'then_edge' as const },
  ]);
  return { title: 'What the record says', enabled: true, max_effects_per_min: 100_000, nodes, edges };
}

function condition(id: number, formula: string): Node {
  return { id, type: 'logic', data: { title: formula, name: `is_${id}`, condition: formula } };
}

function action(id: number, act: Record<string, string | number | boolean>): Node {
  return {
    id,
    type: 'action',
    data: { title: 'Act', actions: [act], skip_if_already: false, allow_delayed: true, ...PATIENT },
  };
}
