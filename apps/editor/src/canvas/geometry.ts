import type { Point } from '../document/commands.ts';

/**
 * Sizes of a node's tile in canvas pixels. Fixed, so that wire ends are computed and never
 * measured; `tile.module.css` holds the same numbers as custom properties.
 */
export const TILE = { width: 264, head: 44, summary: 24, portRow: 28, foot: 8, note: 136 } as const;

/** Free space between a node and the one added after it. */
export const GAP = 64;

/** Positions that people drag to are multiples of it. */
export const GRID = 8;

export function tileHeight(portCount: number): number {
  return TILE.head + TILE.summary + portCount * TILE.portRow + TILE.foot;
}

/** Centre of the input, relative to the tile's corner. */
export function inputOffset(): Point {
  return { x: 0, y: TILE.head / 2 };
}

/** Centre of an output port, relative to the tile's corner. */
export function outputOffset(index: number): Point {
  return { x: TILE.width, y: TILE.head + TILE.summary + (index + 0.5) * TILE.portRow };
}

export function snap(point: Point): Point {
  return { x: Math.round(point.x / GRID) * GRID, y: Math.round(point.y / GRID) * GRID };
}

/** How far a wire goes on straight at its ends. */
function wireReach(start: Point, end: Point): number {
  return Math.max(24, Math.min(140, Math.abs(end.x - start.x) / 2));
}

/** SVG path of a wire: leaves to the right, arrives from the left. */
export function wirePath(start: Point, end: Point): string {
  const reach = wireReach(start, end);
  return `M ${start.x} ${start.y} C ${start.x + reach} ${start.y} ${end.x - reach} ${end.y} ${end.x} ${end.y}`;
}

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function rectangleBetween(a: Point, b: Point): Rectangle {
  return {
    left: Math.min(a.x, b.x),
    top: Math.min(a.y, b.y),
    right: Math.max(a.x, b.x),
    bottom: Math.max(a.y, b.y),
  };
}

export function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The rectangle that a tile of this height covers. */
export function tileRectangle(at: Point, height: number): Rectangle {
  return { left: at.x, top: at.y, right: at.x + TILE.width, bottom: at.y + height };
}

/** The middle of a tile at this place: a wire through it takes the tile in. */
export function tileCore(at: Point): Rectangle {
  return {
    left: at.x + 40,
    top: at.y,
    right: at.x + TILE.width - 40,
    bottom: at.y + TILE.head + TILE.summary,
  };
}

/** The first place at or below `wanted` where a tile covers none of the others. */
export function freePlace(wanted: Point, taken: readonly Rectangle[], height: number): Point {
  let place = snap(wanted);
  while (taken.some((other) => overlaps(other, tileRectangle(place, height)))) {
    place = { x: place.x, y: place.y + GRID * 4 };
  }
  return place;
}

/** The rectangle around all of these; `null` when there are none. */
export function boundsOf(rectangles: readonly Rectangle[]): Rectangle | null {
  const [first, ...rest] = rectangles;
  if (first === undefined) return null;
  return rest.reduce(
    (bounds, { left, top, right, bottom }) => ({
      left: Math.min(bounds.left, left),
      top: Math.min(bounds.top, top),
      right: Math.max(bounds.right, right),
      bottom: Math.max(bounds.bottom, bottom),
    }),
    first,
  );
}

/** Places on the curve of `wirePath`, evenly along its parameter, the ends left out. */
export function placesOnWire(start: Point, end: Point): readonly Point[] {
  const reach = wireReach(start, end);
  const [b, c] = [start.x + reach, end.x - reach];
  return Array.from({ length: 15 }, (_, index) => {
    const t = (index + 1) / 16;
    const [p, q, r, s] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3];
    return {
      x: p * start.x + q * b + r * c + s * end.x,
      y: (p + q) * start.y + (r + s) * end.y,
    };
  });
}
