import { StringDecoder } from 'node:string_decoder';

/** Longer than any record: what is longer is no telemetry, and must not fill the memory. */
const MAX_LINE_CHARACTERS = 1024 * 1024;

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Without its end; `null` when it is longer than a line may be. */
  readonly text: string | null;
}

/** The lines of a stream of UTF-8 bytes, empty ones left out. Holds one line at a time. */
export async function* readLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const decoder = new StringDecoder('utf8');
  let number = 1;
  let open = '';
  let isTooLong = false;
  for await (const chunk of bytes) {
    const parts = decoder.write(chunk).split('\n');
    const rest = parts.pop() ?? '';
    for (const part of parts) {
      if (isTooLong || (open + part).trim() !== '') yield { number, text: isTooLong ? null : open + part };
      number += 1;
      open = '';
      isTooLong = false;
    }
    open += rest;
    isTooLong ||= open.length > MAX_LINE_CHARACTERS;
    if (isTooLong) open = '';
  }
  if (isTooLong || open.trim() !== '') yield { number, text: isTooLong ? null : open };
}
