import type { DeliveryItem } from '@signalbox/api';

/** A delivery that asks for output 1 on, changed as the test needs it. */
export function specimenDelivery(change: Partial<DeliveryItem>): DeliveryItem {
  return {
    id: 'a',
    state: 'queued',
    ended: false,
    kind: 'command',
    summary: 'output 1 on',
    wants: { outputs: [{ number: 1, value: true }], led: null },
    tracker_id: 4,
    source_id: 9,
    flow_id: 1,
    flow_version: 1,
    node_id: 3,
    control_id: null,
    attempts: 0,
    reason: null,
    created_at: '2026-03-01T08:00:00.000Z',
    updated_at: '2026-03-01T08:00:00.000Z',
    sent_at: null,
    expires_at: '2026-03-01T09:00:00.000Z',
    ...change,
  };
}
