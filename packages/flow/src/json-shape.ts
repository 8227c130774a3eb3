const MAX_DEPTH = 64;
const MAX_VALUES = 1_000_000;

/** Names that would reach an object's prototype instead of a field of it. */
export const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor']);

/** Whether a value is a plain JSON object: not an array, not `null`. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Says why a value is not acceptable as JSON data, or `null` when it is. Works without recursion,
 * so that neither deep nor cyclic input can exhaust the stack of what reads it afterwards.
 */
export function jsonFault(root: unknown): string | null {
  let level: unknown[] = [root];
  let seen = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return `is nested deeper than ${MAX_DEPTH} levels`;
    const next: unknown[] = [];
    for (const value of level) {
      const fault = scalarFault(value) ?? collectChildren(value, next);
      if (fault !== null) return fault;
    }
    seen += next.length;
    if (seen > MAX_VALUES) return `holds more than ${MAX_VALUES} values`;
    level = next;
  }
  return null;
}

function scalarFault(value: unknown): string | null {
  if (value === null || typeof value === 'object') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'holds a number that is not finite';
  if (typeof value === 'string' || typeof value === 'boolean') return null;
  return `holds a value that JSON does not know (${typeof value})`;
}

function collectChildren(value: unknown, into: unknown[]): string | null {
  if (Array.isArray(value)) {
    for (const item of value) into.push(item);
    return null;
  }
  if (!isRecord(value)) return null;
  for (const [key, child] of Object.entries(value)) {
    // An own `__proto__` comes from JSON.parse only; copying it would set a prototype.
    if (key === '__proto__') return 'holds a field named __proto__';
    if (child !== undefined) into.push(child);
  }
  return null;
}
