import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { distance } from '@turf/distance';

/** A circle, or a GeoJSON polygon (RFC 7946, section 3.1.6). Positions are `[longitude, latitude]`. */
export type GeofenceShape =
  | { readonly type: 'circle'; readonly center: readonly [number, number]; readonly radius_m: number }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly (readonly [number, number])[])[] };

/** Makes a shape ready to be asked whether a position, in degrees, lies in it; its edge belongs to it. */
export function geofenceContains(shape: GeofenceShape): (longitude: number, latitude: number) => boolean {
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
