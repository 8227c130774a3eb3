import type { JsonValue } from '@signalbox/flow';
import { testRun as words } from '../text/test-run.ts';

type JsonObject = Record<string, JsonValue>;

export interface PastedRecord {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly json: JsonObject;
}

export type ReadRecords =
  | { readonly records: readonly PastedRecord[] }
  /** What is wrong, with its line. */
  | { readonly fault: string };

/** Reads what was pasted: a list of objects, or objects one after the other. */
export function readRecords(pasted: string): ReadRecords {
  const records: PastedRecord[] = [];
  let at = 0;
  let line = 1;
  while (at < pasted.length) {
    const character = pasted.charAt(at);
    if (/[\s,[\]]/.test(character)) {
      if (character === '\n') line += 1;
      at += 1;
      continue;
    }
    const end = character === '{' ? endOfObject(pasted, at) : null;
    if (end === null) return fault(line, character === '{' ? words.unclosed : words.noObject);
    const source = pasted.slice(at, end);
    const read = readObject(source, line);
    if ('fault' in read) return read;
    records.push(read);
    line += source.split('\n').length - 1;
    at = end;
  }
  return records.length === 0 ? { fault: words.emptyRecords } : { records };
}

function readObject(source: string, line: number): PastedRecord | { readonly fault: string } {
  try {
    return { line, json: JSON.parse(source) };
  } catch {
    // The parser's own words are English, and count lines from where the object begins.
    return fault(line, words.notJson);
  }
}

function fault(line: number, reason: string): { readonly fault: string } {
  return { fault: words.line(line, reason) };
}

/** The place after the brace that closes the object; `null` when none does. */
function endOfObject(source: string, start: number): number | null {
  let depth = 0;
  let isText = false;
  for (let at = start; at < source.length; at += 1) {
    const character = source[at];
    if (isText && character === '\\') at += 1;
    else if (character === '"') isText = !isText;
    else if (!isText && character === '{') depth += 1;
    else if (!isText && character === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return null;
}
