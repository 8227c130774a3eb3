import type { JsonValue } from '@signalbox/flow';

export type Attributes = Record<string, JsonValue | undefined>;

/** Nesting that a value may have; real nested attributes (`mobile_cells`) have two levels. */
const MAX_DEPTH = 16;

/** Names that could reach a prototype; never attributes, at any depth. */
export function isForbidden(name: string): boolean {
  return name === '__proto__' || name === 'constructor' || name === 'prototype';
}

/**
 * Makes `null` of what NGP says no value of that name can be: unknown, not wrong.
 *
 * One line per name rather than a table: V8 then finds each attribute at a known place.
 */
export function forgetOutOfRange(attributes: Attributes): void {
  if (isOutside(attributes['latitude'], -90, 90)) attributes['latitude'] = null;
  if (isOutside(attributes['longitude'], -180, 180)) attributes['longitude'] = null;
  if (isOutside(attributes['altitude'], -1_000, 100_000)) attributes['altitude'] = null;
  if (isOutside(attributes['speed'], 0, 1_500)) attributes['speed'] = null;
  if (isOutside(attributes['heading'], 0, 360)) attributes['heading'] = null;
  if (isOutside(attributes['satellites'], 0, 255)) attributes['satellites'] = null;
  if (isOutside(attributes['hdop'], 0, 1_000)) attributes['hdop'] = null;
  if (isOutside(attributes['vdop'], 0, 1_000)) attributes['vdop'] = null;
  if (isOutside(attributes['pdop'], 0, 1_000)) attributes['pdop'] = null;
  if (isOutside(attributes['precision'], 0, 1_000_000)) attributes['precision'] = null;
  if (isOutside(attributes['hardware_mileage'], 0, Number.MAX_VALUE)) attributes['hardware_mileage'] = null;
  if (isOutside(attributes['battery_level'], 0, 100)) attributes['battery_level'] = null;
  if (isOutside(attributes['input_status'], 0, 0xff_ff_ff_ff)) attributes['input_status'] = null;
  if (isOutside(attributes['output_status'], 0, 0xff_ff_ff_ff)) attributes['output_status'] = null;
}

/** Whether there is a value that is not a number within the bounds. */
function isOutside(value: JsonValue | undefined, min: number, max: number): boolean {
  return value !== undefined && !(typeof value === 'number' && value >= min && value <= max);
}

/**
 * A value as an attribute holds it: forbidden keys taken out of nested objects.
 * @returns `undefined` when the value is nested deeper than 16 levels
 */
export function plainValue(value: JsonValue, depthLeft = MAX_DEPTH): JsonValue | undefined {
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
    if (isForbidden(key)) continue;
    const plain = plainValue(member, depthLeft);
    if (plain === undefined) return undefined;
    if (isList) list.push(plain);
    else copy[key] = plain;
  }
  return isList ? list : copy;
}
