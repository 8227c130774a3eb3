import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentHash } from './content-hash.ts';

test.each([
  ['', 7791583956135737],
  ['{}', 266263797489176],
  ['{"speed":80.5,"ignition":true}', 5555743096200305],
  ['{"name":"Übergröße 東京"}', 3657075547783558],
])('is stored, so %j always has the same hash', (text, expected) => {
  expect(contentHash(text)).toBe(expected);
});

test('is an integer that a double holds exactly', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(contentHash(text)).toSatisfy(Number.isSafeInteger);
    }),
  );
});

test('differs for every one of 200,000 similar records', () => {
  const hashes = new Set<number>();
  for (let n = 0; n < 200_000; n++) hashes.add(contentHash(`{"speed":${n % 500},"odometer":${n}.5,"x":0}`));
  expect(hashes.size).toBe(200_000);
});

test('changes with any one character', () => {
  const text = fc.string({ minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(text, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (body, at, character) => {
      const index = at % body.length;
      const changed = body.slice(0, index) + character + body.slice(index + 1);
      fc.pre(changed !== body);
      expect(contentHash(changed)).not.toBe(contentHash(body));
    }),
  );
});
