import type { Point } from '../document/commands.ts';

/**
 * Sizes of a node's tile in canvas pixels. Fixed, so that wire ends are computed and never
 * measured; `tile.module.css` holds the same numbers as custom properties.
 */
export const TILE = { width: 248, head: 44, summary: 24, portRow: 28, foot: 8 } as const;

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

/** SVG path of a wire: leaves to the right, arrives from the left. */
export function wirePath(start: Point, end: Point): string {
  const distance = Math.hypot(end.x - start.x, end.y - start.y);
  const reach = Math.max(40, Math.min(140, distance / 2));
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

/** The rectangle that a tile covers. */
export function tileRectangle(at: Point, portCount: number): Rectangle {
  return { left: at.x, top: at.y, right: at.x + TILE.width, bottom: at.y + tileHeight(portCount) };
}

/** The first place at or below `wanted` where a tile covers none of the others. */
export function freePlace(wanted: Point, taken: readonly Rectangle[], portCount: number): Point {
  let place = snap(wanted);
  while (taken.some((other) => overlaps(other, tileRectangle(place, portCount)))) {
    place = { x: place.x, y: place.y + GRID * 4 };
  }
  return place;
}
