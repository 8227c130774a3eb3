import type { Value } from './scope.ts';

/** A value as text: no value is empty, lists and objects are JSON. */
export function textOf(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
