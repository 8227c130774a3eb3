import type { Point } from '../document/commands.ts';
import type { Rectangle } from './geometry.ts';

/** A line that a moved tile has in common with others, canvas coordinates. */
export interface GuideLine {
  /** `x` is a vertical line: all its places have the same x. */
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

interface Alignment {
  /** How far the tile is to be moved, by axis; `null` where nothing is near. */
  readonly by: { readonly [Axis in keyof Point]: number | null };
  readonly lines: readonly GuideLine[];
}

/** A tile's start, middle and end along one axis, and its two edges across it. */
interface Stretch {
  readonly marks: readonly [start: number, middle: number, end: number];
  readonly across: readonly [number, number];
}

/**
 * What a tile that is moved nearly lines up with: an edge or the middle of others with the same of its
 * own. The nearest wins, an edge before the middle.
 * @param reach how near is near enough, canvas pixels
 */
export function alignWith(moving: Rectangle, others: readonly Rectangle[], reach: number): Alignment {
  const x = alongAxis('x', moving, others, reach);
  const y = alongAxis('y', moving, others, reach);
  return {
    by: { x: x?.by ?? null, y: y?.by ?? null },
    lines: [x, y].flatMap((found) =>
      found === null ? [] : [lineAfter(found, { x: x?.by ?? 0, y: y?.by ?? 0 })],
    ),
  };
}

interface Found {
  readonly by: number;
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly moving: Stretch;
  readonly others: readonly Stretch[];
}

function alongAxis(
  axis: 'x' | 'y',
  moving: Rectangle,
  others: readonly Rectangle[],
  reach: number,
): Found | null {
  const own = stretchOf(axis, moving);
  const stretches = others.map((other) => stretchOf(axis, other));
  let best: { readonly mark: number; readonly by: number } | null = null;
  for (const mark of MARKS) {
    for (const other of stretches) {
      const by = other.marks[mark] - own.marks[mark];
      if (Math.abs(by) <= reach && (best === null || Math.abs(by) < Math.abs(best.by))) best = { mark, by };
    }
  }
  if (best === null) return null;
  const { mark, by } = best;
  const at = (own.marks[mark] ?? 0) + by;
  return { by, axis, at, moving: own, others: stretches.filter((other) => other.marks[mark] === at) };
}

/** In the order in which they are preferred: start, end, middle. */
const MARKS = [0, 2, 1] as const;

function stretchOf(axis: 'x' | 'y', { left, right, top, bottom }: Rectangle): Stretch {
  return axis === 'x'
    ? { marks: [left, (left + right) / 2, right], across: [top, bottom] }
    : { marks: [top, (top + bottom) / 2, bottom], across: [left, right] };
}

/** From the first to the last of the tiles that have it in common, the moved one where it comes to stand. */
function lineAfter({ axis, at, moving, others }: Found, by: Point): GuideLine {
  const shift = axis === 'x' ? by.y : by.x;
  const ends = [...moving.across.map((end) => end + shift), ...others.flatMap(({ across }) => across)];
  return { axis, at, from: Math.min(...ends), to: Math.max(...ends) };
}
