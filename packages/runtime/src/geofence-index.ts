import type { GeofenceShape } from '@signalbox/expression';
import { geofenceContains } from '@signalbox/expression';
import type { GeofenceIndex } from './ports.ts';

export type { GeofenceShape } from '@signalbox/expression';

export interface Geofence {
  readonly id: number;
  readonly shape: GeofenceShape;
}

/** The geofences that formulas ask about, answered from memory. */
export class GeofenceBook implements GeofenceIndex {
  #contains = new Map<number, (longitude: number, latitude: number) => boolean>();

  /** Replaces all geofences. */
  update(geofences: readonly Geofence[]): void {
    this.#contains = new Map(geofences.map(({ id, shape }) => [id, geofenceContains(shape)]));
  }

  contains(geofenceId: number, latitude: number, longitude: number): boolean | null {
    return this.#contains.get(geofenceId)?.(longitude, latitude) ?? null;
  }
}
