import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentHash, textHash } from './content-hash.ts';

const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

test.each([
  ['', 7791583956135737],
  ['{}', 266263797489176],
  ['{"speed":80.5,"ignition":true}', 1781921089794952],
])('is stored, so %j always has the same hash', (text, expected) => {
  expect(contentHash(ascii(text))).toBe(expected);
});

test.each([
  [4096, 1802578952052479],
  [10_001, 3516098012450972],
])('of %i bytes is stored as well, however many are read at once', (length, expected) => {
  expect(contentHash(Uint8Array.from({ length }, (_, at) => (at * 131) & 255))).toBe(expected);
});

test('is an integer that a double holds exactly', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(contentHash(bytes)).toSatisfy(Number.isSafeInteger);
    }),
  );
});

test('differs for every one of 100,000 similar records', () => {
  const hashes = new Set<number>();
  for (let n = 0; n < 100_000; n++)
    hashes.add(contentHash(ascii(`{"speed":${n % 500},"odometer":${n}.5,"x":0}`)));
  expect(hashes.size).toBe(100_000);
});

test('changes with any one byte', () => {
  const content = fc.uint8Array({ minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(content, fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, at, difference) => {
      const index = at % bytes.length;
      const changed = bytes.with(index, (bytes[index] ?? 0) ^ difference);
      expect(contentHash(changed)).not.toBe(contentHash(bytes));
    }),
  );
});

test('does not depend on where in its buffer the content lies', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.nat({ max: 9 }), (bytes, before) => {
      const buffer = new Uint8Array(before + bytes.length + 3).fill(7);
      buffer.set(bytes, before);
      expect(contentHash(buffer.subarray(before, before + bytes.length))).toBe(contentHash(bytes));
    }),
  );
});

test('of a text is that of its code units', () => {
  expect(textHash('Ü東')).toBe(contentHash(Uint8Array.of(0xdc, 0, 0x71, 0x67)));
});
