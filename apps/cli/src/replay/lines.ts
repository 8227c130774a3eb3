import { StringDecoder } from 'node:string_decoder';
import { NGP_LIMITS } from '@signalbox/devices';

/** What is longer is no record, and must not fill the memory. Characters are at most bytes. */
const MAX_CHARACTERS = NGP_LIMITS.maxRecordBytes;

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Without its end; `null` when it is longer than a line may be. */
  readonly text: string | null;
}

/** The lines of a stream of UTF-8 bytes, empty ones left out. Holds one line and one chunk at a time. */
export async function* readLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const decoder = new StringDecoder('utf8');
  let number = 1;
  let open = '';
  for await (const chunk of bytes) {
    const [first = '', ...others] = decoder.write(chunk).split('\n');
    // One character too many is enough to know that the line is too long.
    open = (open + first).slice(0, MAX_CHARACTERS + 1);
    for (const next of others) {
      if (open.trim() !== '') yield lineOf(number, open);
      number += 1;
      open = next;
    }
  }
  if (open.trim() !== '') yield lineOf(number, open);
}

function lineOf(number: number, text: string): Line {
  return { number, text: text.length > MAX_CHARACTERS ? null : text };
}
