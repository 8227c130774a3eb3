import type { Clock } from '@signalbox/runtime';
import type { Behaviour } from './behaviour.ts';
import { SimulatedDevice } from './simulated-device.ts';
import type { Track } from './track.ts';
import { Vehicle, type VehicleProfile } from './vehicle.ts';

export interface FleetMember {
  readonly deviceId: string;
  readonly key: string;
  readonly track: Track;
  readonly profile: VehicleProfile;
}

export interface FleetOptions {
  /** `mqtt://host:port` */
  readonly url: string;
  readonly members: readonly FleetMember[];
  readonly behaviour: Behaviour;
  /** How much faster than life the vehicles drive. */
  readonly speedUp: number;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Called when a device cannot connect; it tries again by itself. */
  readonly onProblem: (deviceId: string, reason: string) => void;
}

export interface Fleet {
  /** Disconnects every device and leaves nothing running. */
  stop(): Promise<void>;
}

/** Starts devices that drive their tracks and report over real MQTT. */
export function startFleet(options: FleetOptions): Fleet {
  const { url, behaviour, speedUp, clock, random, onProblem } = options;
  const devices = options.members.map(({ deviceId, key, track, profile }) => {
    const vehicle = new Vehicle(track, profile);
    return new SimulatedDevice({ url, deviceId, key, vehicle, behaviour, speedUp, clock, random, onProblem });
  });
  for (const device of devices) device.start();
  return {
    async stop() {
      await Promise.all(devices.map((device) => device.stop()));
    },
  };
}
