import { kinks } from '@turf/kinks';
import type { GeofenceShape } from './geofence-shape.ts';

type Position = readonly [longitude: number, latitude: number];

/** Corners of a polygon whose outline is looked at: each pair of its edges is compared, a quarter of a second for so many. */
export const MAX_OUTLINE_CORNERS = 10_000;

/**
 * Finds a place where the outline of a polygon crosses or touches itself, so that people and programs say
 * different things about what is inside (OGC 06-103r4, section 6.1.11.1: rings are simple). A corner that was
 * set twice is let be. Edges are straight lines between degrees (RFC 7946, section 3.1.1).
 * @param shape of at most `MAX_OUTLINE_CORNERS`
 * @returns degrees; `null` for an outline that does neither, and for a circle
 */
export function selfMeeting(shape: GeofenceShape): Position | null {
  if (shape.type === 'circle') return null;
  const coordinates = shape.coordinates.map((ring) => ring.filter(isNew).map(([x, y]) => [x, y]));
  const [longitude, latitude] =
    kinks({ type: 'Polygon', coordinates }).features[0]?.geometry.coordinates ?? [];
  return longitude === undefined || latitude === undefined ? null : [longitude, latitude];
}

function isNew([x, y]: Position, index: number, ring: readonly Position[]): boolean {
  const before = ring[index - 1];
  return before === undefined || before[0] !== x || before[1] !== y;
}
