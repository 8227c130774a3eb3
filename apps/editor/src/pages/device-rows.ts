import type { Device, DeviceDetail, LiveEventPayload } from '@signalbox/api';

/** A device as its row shows it. */
export interface DeviceRow {
  readonly id: number;
  readonly label: string;
  readonly model: string;
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

/** Takes a live event in; gives the same map when it tells nothing of devices. */
export function foldLiveEvent(devices: LiveDevices, event: LiveEventPayload): LiveDevices {
  if (event.type !== 'message' && event.type !== 'link') return devices;
  // Records that came late or twice change nothing that is shown as the present state.
  const isPresent = event.type === 'link' || event.timeliness === 'live' || event.timeliness === 'delayed';
  if (!isPresent) return devices;
  const next = new Map(devices);
  for (const id of event.tracker_ids) {
    const before = next.get(id) ?? {};
    next.set(
      id,
      event.type === 'link'
        ? { ...before, online: event.online }
        : {
            ...before,
            attributes: { ...before.attributes, ...event.attributes },
            lastMessageAt: event.server_time,
          },
    );
  }
  return next;
}

export function deviceRow(
  device: Device,
  detail: DeviceDetail | undefined,
  live: LiveDevice | undefined,
): DeviceRow {
  const attributes: Attributes = { ...detail?.attributes, ...live?.attributes };
  return {
    id: device.id,
    label: device.label,
    model: device.source.model,
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
