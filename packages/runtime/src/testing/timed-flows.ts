import type { JsonValue, PublishedFlow } from '@signalbox/flow';
import { flow } from './runtime-driver.ts';
import { switchingDocument } from './switching-document.ts';

/** Also when the device is so already. */
const ALWAYS = { skip_if_already: false };

/** Output 1 on once it was faster than 80 for so long, off again; source 1. */
export function heldFlow(logic: Record<string, JsonValue> = {}, version = 1): PublishedFlow {
  const start = { source_ids: [1] };
  const more = { mode: 'on_change', ...logic };
  const parts = { title: 'Held speeding', start, logic: more, on: ALWAYS, off: ALWAYS };
  return flow(1, switchingDocument(parts), version);
}

/** One node of a type between a start and an action that switches output 1 on; source 1. */
export function oneNodeFlow(type: string, data: Record<string, JsonValue>, start = true): PublishedFlow {
  const trigger = { id: 1, type: 'data_source', data: { source_ids: [1] } };
  return flow(1, {
    title: 'One node',
    nodes: [
      ...(start ? [trigger] : []),
      { id: 2, type, data: { title: 'The node', ...data } },
      {
        id: 3,
        type: 'action',
        data: { title: 'Buzzer', ...ALWAYS, actions: [{ type: 'set_output', number: 1, value: true }] },
      },
    ],
    edges: [...(start ? [{ from: 1, to: 2 }] : []), { from: 2, to: 3 }],
  });
}
