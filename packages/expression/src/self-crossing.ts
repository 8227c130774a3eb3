import { orient2d } from 'robust-predicates';
import type { GeofenceShape } from './geofence-shape.ts';

type Position = readonly [number, number];

/** An edge of a ring by the numbers of its corners, from 1; the last one leads back to the first. */
export interface RingEdge {
  readonly from: number;
  readonly to: number;
}

/** Why a polygon is no outline: two edges of one of its rings (from 0) cross, or it has too many to tell. */
export type OutlineFault =
  | { readonly kind: 'crossing'; readonly ring: number; readonly edges: readonly [RingEdge, RingEdge] }
  | { readonly kind: 'too_intricate' };

/** An edge with what it takes to find those that may cross it. */
interface Edge {
  readonly index: number;
  readonly ends: readonly [Position, Position];
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

/** Pairs of edges that are compared, of all rings together: some tenths of a second. */
const MAX_PAIRS = 2_000_000;

/**
 * Finds two edges of one ring that cross each other, so that nobody can say what is inside. Rings that only
 * touch themselves are outlines. As maps and GeoJSON do, it takes edges for straight lines between degrees (RFC 7946, section 3.1.1).
 */
export function selfCrossing(shape: GeofenceShape): OutlineFault | null {
  if (shape.type === 'circle') return null;
  let pairsLeft = MAX_PAIRS;
  for (const [ring, positions] of shape.coordinates.entries()) {
    const found = crossingIn(edgesOf(positions), pairsLeft);
    pairsLeft = found.pairsLeft;
    if (pairsLeft < 0) return { kind: 'too_intricate' };
    if (found.pair === null) continue;
    const [one, other] = found.pair;
    const corners = positions.length - 1;
    return { kind: 'crossing', ring, edges: [numbered(one, corners), numbered(other, corners)] };
  }
  return null;
}

interface Search {
  /** In the order in which they are drawn. */
  readonly pair: readonly [Edge, Edge] | null;
  /** Below 0 when there were more than might be compared. */
  readonly pairsLeft: number;
}

/** Goes from west to east and compares each edge with those that reach as far as it begins. */
function crossingIn(edges: readonly Edge[], maxPairs: number): Search {
  let pairsLeft = maxPairs;
  let reaching: Edge[] = [];
  for (const edge of edges.toSorted((one, other) => one.west - other.west)) {
    reaching = reaching.filter(({ east }) => east >= edge.west);
    pairsLeft -= reaching.length;
    if (pairsLeft < 0) return { pair: null, pairsLeft };
    const other = reaching.find((candidate) => crosses(edge, candidate));
    if (other !== undefined)
      return { pair: other.index < edge.index ? [other, edge] : [edge, other], pairsLeft };
    reaching.push(edge);
  }
  return { pair: null, pairsLeft };
}

/** Whether each has its ends on different sides of the other; edges that share a corner never do. */
function crosses(one: Edge, other: Edge): boolean {
  if (one.north < other.south || other.north < one.south) return false;
  const [a, b] = one.ends;
  const [c, d] = other.ends;
  return sideOf(a, b, c) * sideOf(a, b, d) < 0 && sideOf(c, d, a) * sideOf(c, d, b) < 0;
}

/** -1, 0 or 1: exact, also for corners that are almost on the line. */
function sideOf([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position): number {
  return Math.sign(orient2d(ax, ay, bx, by, cx, cy));
}

function edgesOf(ring: readonly Position[]): readonly Edge[] {
  return ring.slice(1).flatMap((to, index) => {
    const from = ring[index];
    if (from === undefined) return [];
    return [{ index, ends: [from, to], ...spanOf(from, to) }];
  });
}

function spanOf([x1, y1]: Position, [x2, y2]: Position): Pick<Edge, 'west' | 'east' | 'south' | 'north'> {
  return { west: Math.min(x1, x2), east: Math.max(x1, x2), south: Math.min(y1, y2), north: Math.max(y1, y2) };
}

function numbered({ index }: Edge, corners: number): RingEdge {
  return { from: index + 1, to: ((index + 1) % corners) + 1 };
}
