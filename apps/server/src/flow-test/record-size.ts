import { NGP_LIMITS } from '@signalbox/devices';
import type { JsonValue } from '@signalbox/flow';

/**
 * Whether a record is larger than any device may send. It ends as soon as it knows, however much there is and
 * however deep it is nested.
 */
export function isTooLarge(record: JsonValue): boolean {
  const waiting: JsonValue[] = [record];
  let size = 0;
  // The list grows while it is walked along.
  for (const value of waiting) {
    for (const [name, member] of membersOf(value)) {
      size += name.length + (typeof member === 'string' ? member.length : 1);
      if (size > NGP_LIMITS.maxRecordBytes) return true;
      if (typeof member === 'object' && member !== null) waiting.push(member);
    }
  }
  return false;
}

function* membersOf(value: JsonValue): Generator<readonly [string, JsonValue]> {
  if (typeof value !== 'object' || value === null) return;
  if (isList(value)) for (const member of value) yield ['', member];
  else for (const name of Object.keys(value)) yield [name, value[name] ?? null];
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
