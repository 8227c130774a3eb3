import { type Behaviour, type Fleet, startFleet, trackOf } from '@signalbox/devices/simulator';
import { systemClock } from '@signalbox/node-host';

/** A van on an endless motorway, a little faster than 100 km/h. */
const METRES_PER_SECOND = 28;
const DEGREES_PER_METRE = 1 / 111_195;
const DRIVE_S = 3600;

const MOTORWAY = trackOf(
  'motorway',
  Array.from({ length: DRIVE_S }, (_, second) => ({
    time: second * 1000,
    latitude: 48 + second * METRES_PER_SECOND * DEGREES_PER_METRE,
    longitude: 11,
    altitude: null,
  })),
);

/** Quick and without faults: what the device does in the field is tested elsewhere. */
const WELL_BEHAVED: Behaviour = {
  reportEveryMs: 250,
  replyAfterMs: 50,
  lateReply: { probability: 0, afterMs: 0 },
  linkDrop: { probability: 0, forMs: 0 },
  duplicate: 0,
  noFix: 0,
};

interface VanOptions {
  /** `mqtt://host:port` */
  readonly url: string;
  readonly deviceId: string;
  readonly key: string;
}

/** Lets a simulated device report and obey over real MQTT, until it is stopped. */
export function startFastVan({ url, deviceId, key }: VanOptions): Fleet {
  const profile = { outputs: 8, coldBox: false, restMs: 0, startOffsetMs: 60_000 };
  return startFleet({
    url,
    members: [{ deviceId, key, track: MOTORWAY, profile }],
    behaviour: WELL_BEHAVED,
    speedUp: 1,
    clock: systemClock,
    random: () => 0.5,
    // It tries again by itself, as after a restart of the server.
    onProblem: () => {},
  });
}
