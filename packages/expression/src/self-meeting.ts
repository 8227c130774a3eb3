import { kinks } from '@turf/kinks';
import type { GeofenceShape } from './geofence-shape.ts';

type Position = readonly [longitude: number, latitude: number];

/** Each edge is compared with each: so many take milliseconds, ten times as many hold up a server. */
const MAX_CORNERS = 1000;

/**
 * Finds a place where the outline of a polygon crosses or touches itself, so that people and programs say
 * different things about what is inside. A corner that was set twice is let be, and so is an outline of more
 * than a thousand corners: nobody draws one. Edges are straight lines between degrees (RFC 7946, section 3.1.1).
 * @returns degrees; `null` where nothing was found
 */
export function selfMeeting(shape: GeofenceShape): Position | null {
  if (shape.type === 'circle' || shape.coordinates.flat().length > MAX_CORNERS) return null;
  const coordinates = shape.coordinates.map((ring) => ring.filter(isNew).map(([x, y]) => [x, y]));
  const [longitude, latitude] =
    kinks({ type: 'Polygon', coordinates }).features[0]?.geometry.coordinates ?? [];
  return longitude === undefined || latitude === undefined ? null : [longitude, latitude];
}

function isNew([x, y]: Position, index: number, ring: readonly Position[]): boolean {
  const before = ring[index - 1];
  return before === undefined || before[0] !== x || before[1] !== y;
}
