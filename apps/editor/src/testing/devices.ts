import type { Device } from '@signalbox/api';

interface DeviceFacts {
  readonly id: number;
  readonly sourceId?: number;
  readonly model?: string;
  readonly labels?: string[];
  readonly clone?: boolean;
  readonly engineCut?: Device['engine_cut'];
}

/** A device as the list of devices shows it. */
export function aDevice(facts: DeviceFacts): Device {
  const { id, sourceId = id, model = 'ngp_generic', labels = [], clone = false } = facts;
  return {
    id,
    label: `Device ${id}`,
    labels,
    clone,
    created_at: '2026-01-01T00:00:00Z',
    source: { id: sourceId, device_id: `d-${sourceId}`, model, blocked: false },
    connection: { online: true, last_message_at: null },
    outputs: [],
    led: false,
    engine_cut: facts.engineCut ?? { outputs: [], guard: null, usual_guard: false, from_model: true },
  };
}
