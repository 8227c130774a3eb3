import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLines } from './lines.ts';

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function linesOf(text: string, chunkSize: number): Promise<readonly [number, string | null][]> {
  const lines: [number, string | null][] = [];
  for await (const line of readLines(chunksOf(new TextEncoder().encode(text), chunkSize))) {
    lines.push([line.number, line.text]);
  }
  return lines;
}

test('empty lines count and are left out; the last line needs no end', async () => {
  expect(await linesOf('a\n\n \nb', 2)).toEqual([
    [1, 'a'],
    [4, 'b'],
  ]);
});

test('a line that is too long is skipped as a whole, and the next one is read', async () => {
  const text = `a\n${'x'.repeat(3 * 1024 * 1024)}\nb\n`;
  expect(await linesOf(text, 64 * 1024)).toEqual([
    [1, 'a'],
    [2, null],
    [3, 'b'],
  ]);
});

test('however the bytes are cut, the lines are the same', async () => {
  const lines = fc.array(fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\n')));
  await fc.assert(
    fc.asyncProperty(lines, fc.integer({ min: 1, max: 9 }), async (texts, size) => {
      const expected = texts.map((text, index) => [index + 1, text] as const);
      expect(await linesOf(texts.join('\n'), size)).toEqual(
        expected.filter(([, text]) => text.trim() !== ''),
      );
    }),
  );
});
