import type { AttributeSample, DeviceDetail, Geofence } from '@signalbox/api';
import type { Scope, ScopeSample } from '@signalbox/expression';
import { geofenceContains } from '@signalbox/expression';

interface World {
  /** Unix ms. */
  readonly now: number;
  readonly device: Pick<DeviceDetail, 'attributes' | 'attribute_times'>;
  /** Newest first; an attribute that is not here has its last value only. */
  readonly history: ReadonlyMap<string, readonly AttributeSample[]>;
  readonly geofences: readonly Geofence[];
}

/**
 * What a formula sees of a device now. The device's own records carry no attribute of a single
 * message, so its last values stand for the message at hand.
 */
export function scopeOf({ now, device, history, geofences }: World): Scope {
  const areas = new Map(geofences.map(({ id, shape }) => [id, geofenceContains(shape)]));
  return {
    now,
    attribute: (name) => (Object.hasOwn(device.attributes, name) ? (device.attributes[name] ?? null) : null),
    sample: (name, index, mode) => {
      const samples = history.get(name)?.map(sampleOf) ?? lastValue(device, name);
      return (mode === 'valid' ? samples.filter(({ value }) => value !== null) : samples)[index];
    },
    inGeofence: (id, latitude, longitude) => areas.get(id)?.(longitude, latitude) ?? null,
  };
}

function lastValue({ attributes, attribute_times: times }: World['device'], name: string): ScopeSample[] {
  const time = Object.hasOwn(times, name) ? times[name] : undefined;
  const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  if (time === undefined || value === undefined) return [];
  return [{ value, generationTime: Date.parse(time), serverTime: Date.parse(time) }];
}

function sampleOf({ value, message_time: made, server_time: received }: AttributeSample): ScopeSample {
  return { value, generationTime: Date.parse(made), serverTime: Date.parse(received) };
}
