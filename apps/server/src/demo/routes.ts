import type { Route } from '@signalbox/devices/simulator';

/** The yard where every demo drive begins and ends. */
export const YARD = { latitude: 48.0865, longitude: 11.4902, radiusM: 180 } as const;

const start = { latitude: YARD.latitude, longitude: YARD.longitude };

/** Out to the ring road, which is faster than the limit of the demo flow, and back. */
export const RING_ROAD: Route = {
  name: 'Ring road',
  start,
  legs: [
    { heading: 90, metres: 420, speedKmh: 45 },
    { heading: 0, metres: 2600, speedKmh: 94 },
    { heading: 270, metres: 700, speedKmh: 58, stopS: 25 },
    { heading: 180, metres: 1500, speedKmh: 70 },
    { heading: 180, metres: 1100, speedKmh: 88 },
    { heading: 90, metres: 280, speedKmh: 38, stopS: 10 },
  ],
};

/** Through town with traffic lights; never too fast. */
export const TOWN: Route = {
  name: 'Town',
  start,
  legs: [
    { heading: 180, metres: 500, speedKmh: 47, stopS: 18 },
    { heading: 90, metres: 650, speedKmh: 50, stopS: 12 },
    { heading: 0, metres: 500, speedKmh: 32 },
    { heading: 270, metres: 250, speedKmh: 48, stopS: 20 },
    { heading: 270, metres: 400, speedKmh: 44, stopS: 8 },
  ],
};

/** Short hops with a stop at each customer. */
export const DELIVERIES: Route = {
  name: 'Deliveries',
  start,
  legs: [
    { heading: 270, metres: 300, speedKmh: 42, stopS: 45 },
    { heading: 0, metres: 550, speedKmh: 50, stopS: 45 },
    { heading: 90, metres: 300, speedKmh: 36, stopS: 45 },
    { heading: 180, metres: 550, speedKmh: 52, stopS: 45 },
  ],
};
