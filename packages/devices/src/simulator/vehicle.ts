import type { JsonValue } from '@signalbox/flow';
import { distance } from '@turf/distance';
import { pointAtOffset, type Track, type TrackPoint } from './track.ts';

/** What makes one simulated device another than the next. */
export interface VehicleProfile {
  readonly outputs: number;
  /** A cold box with a door and a temperature. */
  readonly coldBox: boolean;
  /** How long the vehicle stands between two drives, ms. */
  readonly restMs: number;
  /** Where in its day the vehicle is when the simulation starts, ms. */
  readonly startOffsetMs: number;
}

/** How long before and after a drive the engine already or still runs. */
const IDLE_MS = 15_000;
const DOOR_OPENS_AFTER_MS = 4_000;
const DOOR_OPEN_MS = 25_000;
const LITRES_PER_METRE = 0.000_11;

/**
 * A vehicle as its own sensors see it: the drive over and over, with ignition, outputs, fuel,
 * voltages and, for a cold box, door and temperature that follow from the drive.
 */
export class Vehicle {
  readonly #track: Track;
  readonly #profile: VehicleProfile;
  readonly #outputs: boolean[];
  #led = false;
  #fuel = 62;
  #mileageKm = 48_213.4;
  #temperature = -18;
  #last: TrackPoint | null = null;
  #stoppedSince: number | null = null;

  constructor(track: Track, profile: VehicleProfile) {
    this.#track = track;
    this.#profile = profile;
    this.#outputs = Array.from({ length: profile.outputs }, () => false);
  }

  setOutput(output: number, value: boolean): boolean {
    if (output < 1 || output > this.#outputs.length) return false;
    this.#outputs[output - 1] = value;
    return true;
  }

  setLed(value: boolean): void {
    this.#led = value;
  }

  output(output: number): boolean | undefined {
    return this.#outputs[output - 1];
  }

  get led(): boolean {
    return this.#led;
  }

  get outputStatus(): number {
    return this.#outputs.reduce((mask, on, index) => (on ? mask | (1 << index) : mask), 0);
  }

  /**
   * The attributes that a record made now carries.
   * @param elapsedMs since the simulation began
   * @param random in [0, 1)
   */
  observe(elapsedMs: number, random: () => number): Record<string, JsonValue> {
    const day = this.#track.durationMs + this.#profile.restMs;
    const inDay = (elapsedMs + this.#profile.startOffsetMs) % day;
    const point = pointAtOffset(this.#track, inDay);
    const driving = inDay < this.#track.durationMs;
    const ignition = driving || inDay - this.#track.durationMs < IDLE_MS || day - inDay < IDLE_MS;
    const speed = driving ? point.speedKmh : 0;
    this.#advance(point, speed, elapsedMs);
    return {
      location: this.#location(point, speed, random),
      ignition,
      is_moving: speed > 0,
      output_status: this.outputStatus,
      led: this.#led,
      board_voltage: round((ignition ? 13.9 : 12.4) + (random() - 0.5) * 0.2, 2),
      battery_voltage: round(4.05 + (random() - 0.5) * 0.04, 2),
      fuel_level: round(this.#fuel, 1),
      hardware_mileage: round(this.#mileageKm, 2),
      ...(this.#profile.coldBox ? this.#coldBox(elapsedMs, random) : {}),
    };
  }

  #location(point: TrackPoint, speed: number, random: () => number): JsonValue {
    const satellites = 8 + Math.floor(random() * 7);
    return {
      latitude: round(point.latitude, 6),
      longitude: round(point.longitude, 6),
      altitude: point.altitude ?? 510,
      speed: round(speed, 1),
      heading: point.heading,
      satellites,
      hdop: round(0.7 + random() * 0.5, 1),
      fix_type: 'HAS_FIX',
    };
  }

  #advance(point: TrackPoint, speed: number, elapsedMs: number): void {
    const last = this.#last ?? point;
    const metres = distance([last.longitude, last.latitude], [point.longitude, point.latitude], {
      units: 'meters',
    });
    this.#mileageKm += metres / 1000;
    this.#fuel = this.#fuel < 5 ? 62 : this.#fuel - metres * LITRES_PER_METRE;
    this.#last = point;
    if (speed > 0) this.#stoppedSince = null;
    else this.#stoppedSince ??= elapsedMs;
  }

  /** The driver opens the door some seconds after each stop. */
  #coldBox(elapsedMs: number, random: () => number): Record<string, JsonValue> {
    const stopped = this.#stoppedSince === null ? -1 : elapsedMs - this.#stoppedSince;
    const open = stopped >= DOOR_OPENS_AFTER_MS && stopped < DOOR_OPENS_AFTER_MS + DOOR_OPEN_MS;
    this.#temperature += open ? 0.25 : (-18 - this.#temperature) * 0.05;
    return {
      door_open: open,
      input_status: open ? 1 : 0,
      temperature_1: round(this.#temperature + (random() - 0.5) * 0.2, 1),
    };
  }
}

function round(value: number, digits: number): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}
