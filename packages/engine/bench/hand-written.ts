import { SOURCES, deviceId } from './payloads.ts';
import type { Payload } from './payloads.ts';

interface Vehicle {
  readonly id: number;
  watermark: number;
  last: unknown;
}

/** The rule as one would write it for this one purpose: parse, check, keep, decide. */
export function handWritten(onCommand: (command: object) => void): (payload: Payload) => void {
  const vehicles = new Map<string, Vehicle>();
  for (let id = 0; id < SOURCES; id++) {
    vehicles.set(deviceId(id), { id: id + 1, watermark: Number.NEGATIVE_INFINITY, last: null });
  }
  return ({ deviceId: sender, bytes }) => {
    const record = JSON.parse(bytes.toString());
    const time = Date.parse(record.message_time);
    const vehicle = vehicles.get(sender);
    const location = record.location;
    if (vehicle === undefined || Number.isNaN(time) || typeof location !== 'object') return;
    const { speed, latitude, longitude } = location;
    if (typeof speed !== 'number' || typeof latitude !== 'number' || typeof longitude !== 'number') return;
    if (time < vehicle.watermark) return;
    vehicle.watermark = time;
    vehicle.last = record;
    onCommand({ type: 'set_output', target: vehicle.id, output: 1, value: speed > 80 });
  };
}
