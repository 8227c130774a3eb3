import type { Device, DeviceDetail, LiveEventPayload } from '@signalbox/api';

/** A device as its row shows it. */
export interface DeviceRow {
  readonly id: number;
  readonly label: string;
  readonly labels: readonly string[];
  readonly deviceId: string;
  readonly model: string;
  readonly blocked: boolean;
  readonly clone: boolean;
  readonly online: boolean;
  /** km/h; `null` when unknown. */
  readonly speed: number | null;
  readonly ignition: boolean | null;
  /** Output 1 first; `null` while not reported. */
  readonly outputs: readonly (boolean | null)[];
  readonly lastMessageAt: string | null;
}

type Attributes = DeviceDetail['attributes'];

/** What live events have told since the list was read, by tracker id. */
export type LiveDevices = ReadonlyMap<number, LiveDevice>;

interface LiveDevice {
  readonly online?: boolean;
  readonly attributes?: Attributes;
  readonly lastMessageAt?: string;
}

/** Takes live events in, in their order; those that tell nothing of devices change nothing. */
export function foldLiveEvents(devices: LiveDevices, events: readonly LiveEventPayload[]): LiveDevices {
  const next = new Map(devices);
  for (const event of events) {
    const change = changeOf(event);
    if (change === null) continue;
    for (const id of change.trackerIds) next.set(id, change.apply(next.get(id) ?? {}));
  }
  return next;
}

interface DeviceChange {
  readonly trackerIds: readonly number[];
  apply(before: LiveDevice): LiveDevice;
}

function changeOf(event: LiveEventPayload): DeviceChange | null {
  if (event.type === 'link') {
    return { trackerIds: event.tracker_ids, apply: (before) => ({ ...before, online: event.online }) };
  }
  // Records that came late or twice change nothing that is shown as the present state.
  if (event.type !== 'message' || !PRESENT.has(event.timeliness)) return null;
  const { attributes, server_time: lastMessageAt } = event;
  return {
    trackerIds: event.tracker_ids,
    apply: (before) => ({
      ...before,
      attributes: { ...before.attributes, ...attributes },
      lastMessageAt,
    }),
  };
}

const PRESENT: ReadonlySet<string> = new Set(['live', 'delayed']);

export function deviceRow(
  device: Device,
  detail: DeviceDetail | undefined,
  live: LiveDevice | undefined,
): DeviceRow {
  const attributes: Attributes = { ...detail?.attributes, ...live?.attributes };
  return {
    id: device.id,
    label: device.label,
    labels: device.labels,
    deviceId: device.source.device_id,
    model: device.source.model,
    blocked: device.source.blocked,
    clone: device.clone,
    online: live?.online ?? device.connection.online,
    speed: numberOrNull(attributes['speed'] ?? memberOf(attributes['location'], 'speed')),
    ignition: typeof attributes['ignition'] === 'boolean' ? attributes['ignition'] : null,
    outputs: outputsOf(device.outputs, numberOrNull(live?.attributes?.['output_status'])),
    lastMessageAt: live?.lastMessageAt ?? device.connection.last_message_at,
  };
}

/** `output_status` is a bit mask, output 1 lowest (reference: NGP). */
function outputsOf(reported: Device['outputs'], status: number | null): Device['outputs'] {
  if (status === null) return reported;
  return reported.map((_, index) => Math.floor(status / 2 ** index) % 2 === 1);
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
