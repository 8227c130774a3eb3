import type { Value } from '../scope.ts';
import type { FunctionDefinition, Parameter } from './definition.ts';
import { numberAt, textAt } from './definition.ts';

const N: Parameter = { name: 'n', kind: 'number' };
const WORD_BITS = 64;
const WORD_BYTES = 8;

/** The 64 bits of a whole number, negative ones in two's complement; `null` for a fraction. */
function wordOf(number: number): bigint | null {
  return Number.isSafeInteger(number) ? BigInt.asUintN(WORD_BITS, BigInt(number)) : null;
}

/** A whole number, where it is one that a formula can hold exactly. */
function exact(word: bigint): number | null {
  const number = Number(word);
  return Number.isSafeInteger(number) ? number : null;
}

function isPlace(place: number, places: number): boolean {
  return Number.isInteger(place) && place >= 0 && place < places;
}

function bitAt(number: number, place: number): number | null {
  if (!isPlace(place, WORD_BITS)) return null;
  // Whole numbers below 2^31 are by far the most; they need no big integer.
  if (number >= 0 && number <= 0x7fffffff && place < 31 && Number.isInteger(number))
    return (number >> place) & 1;
  const word = wordOf(number);
  return word === null ? null : Number((word >> BigInt(place)) & 1n);
}

/** Places from first to last, both included; falling when last is before first. */
function places(first: number, last: number): number[] {
  const step = first <= last ? 1 : -1;
  return Array.from({ length: Math.abs(last - first) + 1 }, (_, index) => first + index * step);
}

/** Bits or bytes of a word put together again, the first place lowest. */
function gather(args: readonly Value[], width: 1 | 8): number | null {
  const [first, last] = [numberAt(args, 1), numberAt(args, 2)];
  const count = WORD_BITS / width;
  const word = wordOf(numberAt(args, 0));
  if (word === null || !isPlace(first, count) || !isPlace(last, count)) return null;
  let result = 0n;
  for (const [index, place] of places(first, last).entries()) {
    const unit = BigInt.asUintN(width, word >> BigInt(place * width));
    result |= unit << BigInt(index * width);
  }
  return exact(result);
}

function signed(args: readonly Value[]): number | null {
  const bytes = numberAt(args, 1);
  const word = wordOf(numberAt(args, 0));
  return word === null || ![1, 2, 4, 8].includes(bytes) ? null : exact(BigInt.asIntN(bytes * 8, word));
}

function doubleBits(number: number): bigint {
  const view = new DataView(new ArrayBuffer(WORD_BYTES));
  view.setFloat64(0, number);
  return view.getBigUint64(0);
}

function hex(args: readonly Value[]): string | null {
  const number = numberAt(args, 0);
  const word = Number.isInteger(number) ? wordOf(number) : doubleBits(number);
  if (word === null) return null;
  const digits = word.toString(16).toUpperCase();
  if (args.length === 1) return digits;
  const bytes = numberAt(args, 1);
  if (!isPlace(bytes - 1, WORD_BITS)) return null;
  return digits.padStart(bytes * 2, '0').slice(-bytes * 2);
}

/** The bytes of hexadecimal text, an odd first digit being a byte of its own. */
function bytesOf(text: string): number[] | null {
  if (!/^(?:0[xX])?[0-9a-fA-F]{1,64}$/.test(text)) return null;
  const digits = text.replace(/^0[xX]/, '');
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  return Array.from({ length: even.length / 2 }, (_, index) =>
    Number.parseInt(even.slice(index * 2, index * 2 + 2), 16),
  );
}

function hexToLong(args: readonly Value[]): number | null {
  const bytes = bytesOf(textAt(args, 0));
  if (bytes === null) return null;
  const [first, last] = [numberAt(args, 1, 0), numberAt(args, 2, bytes.length - 1)];
  if (!isPlace(first, bytes.length) || !isPlace(last, bytes.length)) return null;
  return exact(places(first, last).reduce((sum, place) => sum * 256n + BigInt(bytes[place] ?? 0), 0n));
}

function fromBcd(args: readonly Value[]): number | null {
  const digits = wordOf(numberAt(args, 0))?.toString(16);
  return digits !== undefined && /^\d+$/.test(digits) ? exact(BigInt(digits)) : null;
}

function toBcd(args: readonly Value[]): number | null {
  const number = numberAt(args, 0);
  return Number.isSafeInteger(number) && number >= 0 ? exact(BigInt(`0x${number}`)) : null;
}

/** The bits of a number or of hexadecimal text, in a view of that many bytes. */
function viewOf(value: Value, bytes: number): DataView | null {
  const word = typeof value === 'number' ? wordOf(value) : hexWord(textOfBits(value));
  if (word === null || (bytes < WORD_BYTES && BigInt.asUintN(bytes * 8, word) !== word)) return null;
  const view = new DataView(new ArrayBuffer(WORD_BYTES));
  view.setBigUint64(0, word);
  return new DataView(view.buffer, WORD_BYTES - bytes);
}

function textOfBits(value: Value): string {
  return typeof value === 'string' ? value : '';
}

function hexWord(text: string): bigint | null {
  return /^(?:0[xX])?[0-9a-fA-F]{1,16}$/.test(text) ? BigInt(`0x${text.replace(/^0[xX]/, '')}`) : null;
}

export const BIT_FUNCTIONS: readonly FunctionDefinition[] = [
  {
    name: 'checkBit',
    group: 'bits',
    parameters: [N, { name: 'bit', kind: 'number' }],
    gives: 'boolean',
    summary: 'Whether a bit is set; bit 0 is the lowest',
    examples: [
      { formula: 'checkBit(5, 0)', gives: true },
      { formula: 'util:checkBit(5, 1)', gives: false },
      { formula: 'checkBit(1, 32)', gives: false },
      { formula: 'checkBit(5, 64)', gives: null },
      { formula: 'checkBit(-1, 63)', gives: true },
    ],
    apply: (args) => {
      const bit = bitAt(numberAt(args, 0), numberAt(args, 1));
      return bit === null ? null : bit === 1;
    },
  },
  {
    name: 'bit',
    group: 'bits',
    parameters: [N, { name: 'bit', kind: 'number' }],
    gives: 'number',
    summary: 'A bit as 0 or 1; bit 0 is the lowest',
    examples: [
      { formula: 'bit(5, 2)', gives: 1 },
      { formula: 'bit(4294967296, 32)', gives: 1 },
      { formula: 'bit(0.5, 0)', gives: null },
    ],
    apply: (args) => bitAt(numberAt(args, 0), numberAt(args, 1)),
  },
  {
    name: 'bits',
    group: 'bits',
    parameters: [N, { name: 'first', kind: 'number' }, { name: 'last', kind: 'number' }],
    gives: 'number',
    summary: 'Bits first to last (0 to 63) as a number; reversed when last is before first',
    examples: [
      { formula: 'bits(1321678, 0, 3)', gives: 14 },
      { formula: 'bits(1321678, 3, 0)', gives: 7 },
      { formula: 'bits(1321678, 0, 64)', gives: null },
    ],
    apply: (args) => gather(args, 1),
  },
  {
    name: 'bytes',
    group: 'bits',
    parameters: [N, { name: 'first', kind: 'number' }, { name: 'last', kind: 'number' }],
    gives: 'number',
    summary: 'Bytes first to last (0 to 7, 0 the lowest) as a number; swapped when last is before first',
    examples: [
      { formula: 'bytes(11189196, 1, 0)', gives: 52411 },
      { formula: 'bytes(11189196, 0, 1)', gives: 48076 },
    ],
    apply: (args) => gather(args, 8),
  },
  {
    name: 'signed',
    group: 'bits',
    parameters: [N, { name: 'bytes', kind: 'number' }],
    gives: 'number',
    summary: "The number's lowest 1, 2, 4 or 8 bytes read as two's complement",
    examples: [
      { formula: 'signed(65535, 2)', gives: -1 },
      { formula: 'signed(127, 1)', gives: 127 },
      { formula: 'signed(1, 3)', gives: null },
    ],
    apply: signed,
  },
  {
    name: 'hex',
    group: 'bits',
    parameters: [N, { name: 'bytes', kind: 'number', optional: true }],
    gives: 'text',
    summary:
      'The number in hexadecimal, upper case; 16 digits for negative numbers and fractions (IEEE 754); cut or filled to a number of bytes',
    examples: [
      { formula: 'hex(255)', gives: 'FF' },
      { formula: 'hex(127, 6)', gives: '00000000007F' },
      { formula: 'hex(11189196, 1)', gives: 'CC' },
      { formula: 'hex(-1)', gives: 'FFFFFFFFFFFFFFFF' },
      { formula: 'hex(0.5)', gives: '3FE0000000000000' },
    ],
    apply: hex,
  },
  {
    name: 'hexToLong',
    group: 'bits',
    parameters: [
      { name: 'hex', kind: 'text' },
      { name: 'first', kind: 'number', optional: true },
      { name: 'last', kind: 'number', optional: true },
    ],
    gives: 'number',
    summary:
      'Hexadecimal text, or its bytes first to last (0 the leftmost), as a number; reversed when last is before first',
    examples: [
      { formula: "hexToLong('FF')", gives: 255 },
      { formula: "hexToLong('AABBCC', 1, 0)", gives: 48042 },
      { formula: "hexToLong('xyz')", gives: null },
    ],
    apply: hexToLong,
  },
  {
    name: 'fromBcd',
    group: 'bits',
    parameters: [N],
    gives: 'number',
    summary: 'The number whose decimal digits the hexadecimal digits are',
    examples: [
      { formula: 'fromBcd(4660)', gives: 1234 },
      { formula: 'fromBcd(10)', gives: null },
    ],
    apply: fromBcd,
  },
  {
    name: 'toBcd',
    group: 'bits',
    parameters: [N],
    gives: 'number',
    summary: 'The number whose hexadecimal digits are the decimal digits',
    examples: [
      { formula: 'toBcd(1234)', gives: 4660 },
      { formula: 'toBcd(-1)', gives: null },
    ],
    apply: toBcd,
  },
  {
    name: 'toFloat',
    group: 'bits',
    parameters: [{ name: 'bits', kind: 'bits' }],
    gives: 'number',
    summary: '32 bits (a number or hexadecimal text) read as an IEEE 754 float',
    examples: [
      { formula: 'toFloat(1069547520)', gives: 1.5 },
      { formula: "toFloat('3FC00000')", gives: 1.5 },
      { formula: 'toFloat(4294967296)', gives: null },
    ],
    apply: (args) => viewOf(args[0] ?? null, 4)?.getFloat32(0) ?? null,
  },
  {
    name: 'toDouble',
    group: 'bits',
    parameters: [{ name: 'bits', kind: 'bits' }],
    gives: 'number',
    summary: '64 bits (a number or hexadecimal text) read as an IEEE 754 double',
    examples: [
      { formula: "toDouble('3FF8000000000000')", gives: 1.5 },
      { formula: 'toDouble(0)', gives: 0 },
      { formula: "toDouble('zz')", gives: null },
    ],
    apply: (args) => viewOf(args[0] ?? null, 8)?.getFloat64(0) ?? null,
  },
];
