/** Names that reach a prototype where a careless reader looks them up in a plain object. */
const FORBIDDEN = new Set(['__proto__', 'prototype', 'constructor']);

/** True for names that no attribute, function or template may have. */
export function isForbiddenName(name: string): boolean {
  return FORBIDDEN.has(name);
}
