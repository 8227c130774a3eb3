import type { Value } from '../scope.ts';

/** A truth value of Kleene's three-valued logic; `null` is unknown. */
export type Truth = boolean | null;

/** `true` and `false`; 1 and 0, as many devices report switches; anything else is no truth. */
export function truthOf(value: Value): Truth {
  if (typeof value === 'boolean') return value;
  if (value === 1) return true;
  return value === 0 ? false : null;
}

/** A number that can be counted with; NaN and the infinities are no value. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/**
 * Equality of two values. Numbers, texts and booleans compare with their own kind, a
 * boolean also with the numbers 1 and 0; all else, no value included, gives no value.
 */
export function equals(left: Value, right: Value): Truth {
  if (left === null || right === null) return null;
  if (typeof left === 'object' || typeof right === 'object') return null;
  if (typeof left === typeof right) return left === right;
  if (typeof left === 'boolean' && typeof right === 'number') return equalsTruth(left, right);
  if (typeof right === 'boolean' && typeof left === 'number') return equalsTruth(right, left);
  return null;
}

function equalsTruth(value: boolean, number: number): Truth {
  const truth = truthOf(number);
  return truth === null ? null : value === truth;
}

/**
 * Whether a value is one of a list. An item of another kind is not a match; an item without
 * a value leaves the answer open when no other matches.
 */
export function isOneOf(value: Value, list: Value): Truth {
  if (value === null || !Array.isArray(list)) return null;
  let open = false;
  for (const item of list) {
    if (item === null) open = true;
    else if (equals(value, item) === true) return true;
  }
  return open ? null : false;
}

/** The sum of numbers, the joined text of texts. */
export function add(left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') return finite(left + right);
  return typeof left === 'string' && typeof right === 'string' ? left + right : null;
}
