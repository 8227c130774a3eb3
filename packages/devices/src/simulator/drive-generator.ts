import { destination } from '@turf/destination';
import { type TimedPosition, type Track, trackOf } from './track.ts';

/** One stretch of road. */
export interface Leg {
  /** Degrees clockwise from north. */
  readonly heading: number;
  readonly metres: number;
  readonly speedKmh: number;
  /** Standing time at the end of the leg: a light, a delivery. */
  readonly stopS?: number;
}

export interface Route {
  readonly name: string;
  readonly start: { readonly latitude: number; readonly longitude: number };
  readonly legs: readonly Leg[];
}

/** What a loaded van does on a dry road. */
const ACCELERATION = 1.4;
const BRAKING = 2.2;
const STEP_S = 1;

/**
 * A plausible drive along a route, a position a second: it accelerates, keeps to the speed of the
 * leg with small variations, brakes for the next one and stands where it stops.
 * @param random in [0, 1): the same numbers give the same drive
 */
export function generateDrive(route: Route, random: () => number): Track {
  const drive = new Drive(route.start, random);
  route.legs.forEach((leg, index) => {
    const next = route.legs[index + 1];
    const endSpeed = leg.stopS === undefined && next ? Math.min(leg.speedKmh, next.speedKmh) : 0;
    drive.follow(leg, endSpeed / 3.6);
    drive.stand(leg.stopS ?? 0);
  });
  return trackOf(route.name, drive.positions);
}

class Drive {
  readonly positions: TimedPosition[] = [];
  readonly #random: () => number;
  #place: { latitude: number; longitude: number };
  #time = 0;
  #speed = 0;
  /** Metres that the last step went into the next leg. */
  #overshot = 0;

  constructor(start: Route['start'], random: () => number) {
    this.#place = start;
    this.#random = random;
    this.#note();
  }

  /** Drives a leg; `endSpeed` in m/s is what the next one needs. */
  follow(leg: Leg, endSpeed: number): void {
    let left = leg.metres - this.#overshot;
    while (left > 0) {
      const cruise = (leg.speedKmh / 3.6) * (0.97 + 0.06 * this.#random());
      const braking = Math.sqrt(endSpeed ** 2 + 2 * BRAKING * left);
      const wanted = Math.max(1, Math.min(cruise, braking));
      this.#speed += Math.max(-BRAKING, Math.min(ACCELERATION, wanted - this.#speed)) * STEP_S;
      const metres = this.#speed * STEP_S;
      left -= metres;
      this.#move(leg.heading, metres);
    }
    this.#overshot = -left;
  }

  stand(seconds: number): void {
    if (seconds > 0) this.#speed = 0;
    for (let passed = 0; passed < seconds; passed += STEP_S) this.#move(0, 0);
  }

  #move(heading: number, metres: number): void {
    const from = [this.#place.longitude, this.#place.latitude];
    const [longitude, latitude] = destination(from, metres, heading, { units: 'meters' }).geometry
      .coordinates;
    this.#place = {
      latitude: latitude ?? this.#place.latitude,
      longitude: longitude ?? this.#place.longitude,
    };
    this.#time += STEP_S * 1000;
    this.#note();
  }

  #note(): void {
    this.positions.push({ time: this.#time, ...this.#place, altitude: null });
  }
}
