import type { GeofenceShape } from '@signalbox/api';
import { selfMeeting } from '@signalbox/expression';
import { text } from '../text/text.ts';

/** `[longitude, latitude]` in degrees, as GeoJSON has it. */
export type Position = readonly [number, number];

/** A geofence while it is drawn: both shapes, so that changing between them loses nothing. */
export interface ShapeDraft {
  readonly kind: 'circle' | 'polygon';
  readonly center: Position | null;
  readonly radiusM: number;
  readonly corners: readonly Position[];
}

export const BLANK_SHAPE: ShapeDraft = { kind: 'circle', center: null, radiusM: 200, corners: [] };

/** The shape, once it is whole, or what it lacks. */
export function shapeOf(draft: ShapeDraft): GeofenceShape | { readonly lacks: string } {
  if (draft.kind === 'circle') {
    const { center, radiusM } = draft;
    if (center === null || !isPosition(center) || !(radiusM > 0))
      return { lacks: text.geofences.needsCircle };
    return { type: 'circle', center: [center[0], center[1]], radius_m: radiusM };
  }
  const [first] = draft.corners;
  if (first === undefined || draft.corners.length < 3 || !draft.corners.every(isPosition))
    return { lacks: text.geofences.needsCorners };
  // A ring ends where it begins (RFC 7946, section 3.1.6).
  const shape = { type: 'Polygon' as const, coordinates: [[...draft.corners, first]] };
  const meeting = selfMeeting(shape);
  if (meeting !== null)
    return { lacks: text.geofences.meetsItself(rounded(meeting[1]), rounded(meeting[0])) };
  return shape;
}

function isPosition([longitude, latitude]: Position): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}

/** Whether nothing of either shape is placed yet. */
export function isBlank({ center, corners }: ShapeDraft): boolean {
  return center === null && corners.length === 0;
}

/** The draft after a press on the map: the circle's centre, or one corner more. */
export function withPress(draft: ShapeDraft, at: Position): ShapeDraft {
  const position: Position = [rounded(at[0]), rounded(at[1])];
  return draft.kind === 'circle'
    ? { ...draft, center: position }
    : { ...draft, corners: [...draft.corners, position] };
}

/** The draft with a corner moved; `null` takes it away. */
export function withCorner(draft: ShapeDraft, index: number, at: Position | null): ShapeDraft {
  const corners = draft.corners.flatMap((corner, other) => {
    if (other !== index) return [corner];
    return at === null ? [] : [[rounded(at[0]), rounded(at[1])] as const];
  });
  return { ...draft, corners };
}

/** A decimetre: more digits only make the fields hard to read. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
