import type { JsonValue, PublishedFlow } from '@signalbox/flow';
import { flow } from './runtime-driver.ts';

/** Output 1 on once it was faster than 80 for so long, off again; source 1. */
export function heldFlow(logic: Record<string, JsonValue> = {}, version = 1): PublishedFlow {
  const data = { title: 'Too fast', name: 'speeding', condition: 'speed > 80', mode: 'on_change', ...logic };
  return flow(
    1,
    {
      title: 'Held speeding',
      nodes: [
        { id: 1, type: 'data_source', data: { source_ids: [1] } },
        { id: 2, type: 'logic', data },
        { id: 3, type: 'action', data: output(true) },
        { id: 4, type: 'action', data: output(false) },
      ],
      edges: [
        { from: 1, to: 2 },
        { from: 2, to: 3, type: 'then_edge' },
        { from: 2, to: 4, type: 'else_edge' },
      ],
    },
    version,
  );
}

/** One node of a type between a start and an action that switches output 1 on; source 1. */
export function oneNodeFlow(type: string, data: Record<string, JsonValue>, start = true): PublishedFlow {
  const trigger = { id: 1, type: 'data_source', data: { source_ids: [1] } };
  return flow(1, {
    title: 'One node',
    nodes: [
      ...(start ? [trigger] : []),
      { id: 2, type, data: { title: 'The node', ...data } },
      { id: 3, type: 'action', data: output(true) },
    ],
    edges: [...(start ? [{ from: 1, to: 2 }] : []), { from: 2, to: 3 }],
  });
}

function output(value: boolean): Record<string, JsonValue> {
  return { title: 'Buzzer', skip_if_already: false, actions: [{ type: 'set_output', number: 1, value }] };
}
