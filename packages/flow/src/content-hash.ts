// Odd multipliers of MurmurHash3: each step is a bijection of 32 bits, so two contents that differ
// in one word never collide within their lane.
const MULTIPLIER_A = 0xcc9e2d51;
const MULTIPLIER_B = 0x1b873593;

/** Bytes that are read through one view, a multiple of 8: more than most records have. */
const WINDOW = 4096;

// To copy a record and to read words from it takes two thirds of the time of reading its bytes.
const copied = new Uint8Array(WINDOW);
const words = new DataView(copied.buffer);

/**
 * A 53-bit hash of a record as its device sent it, for telling duplicates and naming effects. The
 * same bytes give the same number on every machine and in every version: it is stored. Not for
 * secrets.
 *
 * Two lanes take four bytes each per round: what they wait for overlaps.
 */
export function contentHash(bytes: Uint8Array): number {
  const { length } = bytes;
  const whole = length - (length % 8);
  let a = length | 0;
  let b = ~length;
  for (let at = 0; at < whole; at += 8) {
    const place = at % WINDOW;
    if (place === 0) copied.set(windowAt(bytes, at));
    a = Math.imul(a ^ words.getInt32(place, true), MULTIPLIER_A);
    b = Math.imul(b ^ words.getInt32(place + 4, true), MULTIPLIER_B);
    a ^= a >>> 15;
    b ^= b >>> 13;
  }
  for (let at = whole; at < length; at++) {
    a = Math.imul(a ^ byteAt(bytes, at), MULTIPLIER_A);
    a ^= a >>> 15;
  }
  return combine(mix(a ^ (b >>> 16)), mix(b ^ Math.imul(a, MULTIPLIER_B)));
}

/** As `contentHash`, of what never was bytes: the hash of its UTF-16 code units. */
export function textHash(text: string): number {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[i * 2] = unit;
    bytes[i * 2 + 1] = unit >> 8;
  }
  return contentHash(bytes);
}

/** To make a view takes as long as to hash a short record: most fit as they are. */
function windowAt(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.length <= WINDOW ? bytes : bytes.subarray(at, at + WINDOW);
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

function mix(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** 21 bits of one word over 32 of the other: the integers that a double holds exactly. */
function combine(high: number, low: number): number {
  return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0);
}
