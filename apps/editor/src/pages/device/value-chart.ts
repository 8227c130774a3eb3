import type { AttributeSample } from '@signalbox/api';

export const CHART = { width: 800, height: 180 } as const;

/** A line over time, in the chart's own units. */
export interface ValueChart {
  /** Of an SVG path; a value that is no number leaves a gap. */
  readonly path: string;
  readonly least: number;
  readonly most: number;
  readonly latest: number;
  readonly from: string;
  readonly to: string;
}

interface Point {
  readonly at: number;
  readonly value: number | null;
}

/**
 * The line of an attribute's values: numbers as they are, switches as 0 and 1 in steps.
 * @param samples newest first
 * @returns `null` when fewer than two of them are numbers or switches
 */
export function chartOf(samples: readonly AttributeSample[]): ValueChart | null {
  const ordered = samples.toReversed();
  const points = ordered.map(({ value, message_time }) => ({
    at: Date.parse(message_time),
    value: numberOf(value),
  }));
  const values = points.map(({ value }) => value).filter((value) => value !== null);
  const [first, last] = [ordered[0], ordered.at(-1)];
  const latest = values.at(-1);
  if (values.length < 2 || latest === undefined || first === undefined || last === undefined) return null;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const isSwitch = ordered.some(({ value }) => typeof value === 'boolean');
  const path = pathOf(points, { least, most, isSwitch });
  return { path, least, most, latest, from: first.message_time, to: last.message_time };
}

function numberOf(value: AttributeSample['value']): number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'number' ? value : null;
}

interface Scale {
  readonly least: number;
  readonly most: number;
  readonly isSwitch: boolean;
}

function pathOf(points: readonly Point[], { least, most, isSwitch }: Scale): string {
  const start = points[0]?.at ?? 0;
  const span = (points.at(-1)?.at ?? 0) - start || 1;
  const range = most - least;
  let path = '';
  let isDrawing = false;
  for (const { at, value } of points) {
    if (value === null) {
      isDrawing = false;
      continue;
    }
    const x = round(((at - start) / span) * CHART.width);
    // A value that never changes is a line in the middle.
    const y = round(range === 0 ? CHART.height / 2 : (1 - (value - least) / range) * CHART.height);
    if (!isDrawing) path += `M${x} ${y}`;
    else path += isSwitch ? `H${x}V${y}` : `L${x} ${y}`;
    isDrawing = true;
  }
  return path;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
