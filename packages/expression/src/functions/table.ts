import { BIT_FUNCTIONS } from './bits.ts';
import { CHOICE_FUNCTIONS } from './choice.ts';
import type { FunctionDefinition } from './definition.ts';
import { GEOFENCE_FUNCTIONS } from './geofence.ts';
import { HISTORY_FUNCTIONS } from './history.ts';
import { MATH_FUNCTIONS } from './math.ts';
import { RESPONSE_FUNCTIONS } from './response.ts';
import { TEXT_FUNCTIONS } from './text.ts';
import { TIME_FUNCTIONS } from './time.ts';

/** Every function that a formula may call, in the order of the documentation. */
export const FORMULA_FUNCTIONS: readonly FunctionDefinition[] = [
  ...HISTORY_FUNCTIONS,
  ...GEOFENCE_FUNCTIONS,
  ...TIME_FUNCTIONS,
  ...CHOICE_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...MATH_FUNCTIONS,
  ...BIT_FUNCTIONS,
  ...RESPONSE_FUNCTIONS,
];

/** The same by name. A map, so that no name reaches a prototype. */
export const FUNCTIONS_BY_NAME: ReadonlyMap<string, FunctionDefinition> = new Map(
  FORMULA_FUNCTIONS.map((definition) => [definition.name, definition]),
);
