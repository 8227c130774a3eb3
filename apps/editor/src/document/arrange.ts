import type { Point } from './commands.ts';

/** A node's tile: where it stands and how large it is. */
export interface Box {
  readonly id: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export const ALIGNMENTS = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

export const DIRECTIONS = ['across', 'down'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Puts tiles on one line: an edge or the middle of the rectangle around them. */
export function align(boxes: readonly Box[], to: Alignment): ReadonlyMap<number, Point> {
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.left + box.width));
  const bottom = Math.max(...boxes.map((box) => box.top + box.height));
  return new Map(
    boxes.map((box) => {
      const places: Readonly<Record<Alignment, Point>> = {
        left: { x: left, y: box.top },
        centre: { x: (left + right - box.width) / 2, y: box.top },
        right: { x: right - box.width, y: box.top },
        top: { x: box.left, y: top },
        middle: { x: box.left, y: (top + bottom - box.height) / 2 },
        bottom: { x: box.left, y: bottom - box.height },
      };
      return [box.id, places[to]];
    }),
  );
}

/** Makes the gaps between tiles equal; the outermost two stay. Fewer than three stay as they are. */
export function distribute(boxes: readonly Box[], direction: Direction): ReadonlyMap<number, Point> {
  const isAcross = direction === 'across';
  const start = (box: Box): number => (isAcross ? box.left : box.top);
  const size = (box: Box): number => (isAcross ? box.width : box.height);
  const sorted = boxes.toSorted((a, b) => start(a) - start(b));
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined || sorted.length < 3) return new Map();
  const filled = sorted.reduce((sum, box) => sum + size(box), 0);
  const gap = (start(last) + size(last) - start(first) - filled) / (sorted.length - 1);
  let next = start(first);
  const places = new Map<number, Point>();
  for (const box of sorted) {
    places.set(box.id, isAcross ? { x: next, y: box.top } : { x: box.left, y: next });
    next += size(box) + gap;
  }
  return places;
}
