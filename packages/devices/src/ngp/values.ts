import type { JsonValue } from '@signalbox/flow';

/** Names that could reach a prototype; never attributes, at any depth. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Nesting that a value may have; real nested attributes (`mobile_cells`) have two levels. */
const MAX_DEPTH = 16;

/** What NGP says a number may be. Outside of it the value is unknown, not wrong. */
const RANGES: ReadonlyMap<string, readonly [min: number, max: number]> = new Map([
  ['latitude', [-90, 90]],
  ['longitude', [-180, 180]],
  ['altitude', [-1_000, 100_000]],
  ['speed', [0, 1_500]],
  ['heading', [0, 360]],
  ['satellites', [0, 255]],
  ['hdop', [0, 1_000]],
  ['vdop', [0, 1_000]],
  ['pdop', [0, 1_000]],
  ['precision', [0, 1_000_000]],
  ['hardware_mileage', [0, Number.MAX_VALUE]],
  ['battery_level', [0, 100]],
  ['input_status', [0, 0xff_ff_ff_ff]],
  ['output_status', [0, 0xff_ff_ff_ff]],
]);

export function isForbidden(name: string): boolean {
  return FORBIDDEN.has(name);
}

/**
 * A value as an attribute holds it: `null` for a number out of the range of that name, forbidden
 * keys taken out of nested objects.
 * @returns `undefined` when the value is nested deeper than 16 levels
 */
export function attributeValue(name: string, value: JsonValue): JsonValue | undefined {
  const range = RANGES.get(name);
  if (range !== undefined) {
    return typeof value === 'number' && value >= range[0] && value <= range[1] ? value : null;
  }
  return plainValue(value, MAX_DEPTH);
}

function plainValue(value: JsonValue, depthLeft: number): JsonValue | undefined {
  // JSON text can name numbers that a double cannot hold: 1e999.
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value === null) return value;
  return depthLeft === 0 ? undefined : plainNested(value, depthLeft - 1);
}

function plainNested(value: object, depthLeft: number): JsonValue | undefined {
  const copy: Record<string, JsonValue> = {};
  const list: JsonValue[] = [];
  const isList = Array.isArray(value);
  for (const [key, member] of Object.entries<JsonValue>({ ...value })) {
    if (FORBIDDEN.has(key)) continue;
    const plain = plainValue(member, depthLeft);
    if (plain === undefined) return undefined;
    if (isList) list.push(plain);
    else copy[key] = plain;
  }
  return isList ? list : copy;
}
