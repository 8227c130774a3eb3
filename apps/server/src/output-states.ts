import type { JsonValue } from '@signalbox/flow';

/**
 * The single lines of a bit mask as devices report it: bit n - 1 is line n (NGP 1.2).
 * @returns `null` when nothing usable was reported
 */
export function linesOf(count: number, mask: JsonValue | undefined): boolean[] | null {
  if (typeof mask !== 'number' || !Number.isSafeInteger(mask) || mask < 0) return null;
  return Array.from({ length: count }, (_, index) => Math.floor(mask / 2 ** index) % 2 === 1);
}
