import type { JsonValue } from '@signalbox/flow';
export declare function isForbidden(name: string): boolean;
/**
 * A value as an attribute holds it: `null` for a number out of the range of that name, forbidden
 * keys taken out of nested objects.
 * @returns `undefined` when the value is nested deeper than 16 levels
 */
export declare function attributeValue(name: string, value: JsonValue): JsonValue | undefined;
