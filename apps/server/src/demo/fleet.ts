import type { Route, VehicleProfile } from '@signalbox/devices/simulator';
import { DELIVERIES, RING_ROAD, TOWN } from './routes.ts';

export interface DemoDevice {
  readonly deviceId: string;
  readonly label: string;
  readonly model: string;
  readonly labels: readonly string[];
  readonly route: Route;
  readonly profile: VehicleProfile;
}

const REST_MS = 40_000;

function van(number: number, route: Route, startOffsetMs: number): DemoDevice {
  return {
    deviceId: `demo-van-${number}`,
    label: `Van ${number}`,
    model: 'ngp_generic',
    labels: ['van'],
    route,
    profile: { outputs: 8, coldBox: false, restMs: REST_MS, startOffsetMs },
  };
}

function reefer(number: number, startOffsetMs: number): DemoDevice {
  return {
    deviceId: `demo-reefer-${number}`,
    label: `Cold box ${number}`,
    model: 'ngp_generic',
    labels: ['reefer'],
    route: DELIVERIES,
    profile: { outputs: 8, coldBox: true, restMs: REST_MS, startOffsetMs },
  };
}

/** The vehicles of the demo; the first one crosses the limit about a minute after the start. */
export const DEMO_FLEET: readonly DemoDevice[] = [
  van(1, RING_ROAD, 0),
  van(2, RING_ROAD, 95_000),
  van(3, TOWN, 30_000),
  van(4, TOWN, 110_000),
  reefer(1, 10_000),
  reefer(2, 140_000),
];
