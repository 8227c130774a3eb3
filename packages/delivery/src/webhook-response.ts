import type { JsonValue } from '@signalbox/flow';

/** What an answer may say to a flow (design §6). */
const MAX_LENGTH = 64 * 1024;
const MAX_DEPTH = 32;

/**
 * The JSON of an answer, for the wires of a flow.
 *
 * @returns `null` when it is no JSON, cut off, or too long or deep to be kept
 */
export function readResponse(body: string | null): JsonValue {
  if (body === null || body.length > MAX_LENGTH || isTooDeep(body)) return null;
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** By its brackets, before anything follows them down; brackets in texts make it deeper than it is. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '{' || character === '[') depth += 1;
    if (character === '}' || character === ']') depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
