import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { distance } from '@turf/distance';
import type { GeofenceIndex } from './ports.ts';

/** A circle, or a GeoJSON polygon (RFC 7946, section 3.1.6). Positions are `[longitude, latitude]`. */
export type GeofenceShape =
  | { readonly type: 'circle'; readonly center: readonly [number, number]; readonly radius_m: number }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly (readonly [number, number])[])[] };

export interface Geofence {
  readonly id: number;
  readonly shape: GeofenceShape;
}

/** The geofences that formulas ask about, answered from memory. */
export class GeofenceBook implements GeofenceIndex {
  #contains = new Map<number, (longitude: number, latitude: number) => boolean>();

  /** Replaces all geofences. */
  update(geofences: readonly Geofence[]): void {
    this.#contains = new Map(geofences.map(({ id, shape }) => [id, containment(shape)]));
  }

  contains(geofenceId: number, latitude: number, longitude: number): boolean | null {
    return this.#contains.get(geofenceId)?.(longitude, latitude) ?? null;
  }
}

function containment(shape: GeofenceShape): (longitude: number, latitude: number) => boolean {
  if (shape.type === 'circle') {
    const center = [...shape.center];
    return (longitude, latitude) =>
      distance(center, [longitude, latitude], { units: 'meters' }) <= shape.radius_m;
  }
  const polygon = {
    type: 'Polygon' as const,
    coordinates: shape.coordinates.map((ring) => ring.map((p) => [...p])),
  };
  return (longitude, latitude) => booleanPointInPolygon([longitude, latitude], polygon);
}
