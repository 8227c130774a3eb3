import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { words as german } from '@signalbox/nodes/words.de';
import type { NodeWords } from '@signalbox/flow';
import { expect, test } from 'vitest';

/*
 * Faults that a node type's own check finds have codes in the source, and sentences in other languages
 * beside it. A code without a sentence would be said in English on every other page.
 */

const root = fileURLToPath(new URL('../packages/nodes/src', import.meta.url));

const CODE = /\bcode: [`'](\w+)(\$\{)?/g;

/** What of a code stands in the source; the end is open where the code is put together. */
interface Written {
  readonly start: string;
  readonly isWhole: boolean;
}

async function codesInSource(): Promise<readonly Written[]> {
  const found: Written[] = [];
  for await (const file of glob('**/*.ts', { cwd: root, exclude: ['**/*.test.ts'] })) {
    const source = await readFile(`${root}/${file}`, 'utf8');
    for (const [, start = '', open] of source.matchAll(CODE))
      found.push({ start, isWhole: open === undefined });
  }
  return found;
}

test('every fault of a node has a sentence in German', async () => {
  const said = Object.values<NodeWords>(german).flatMap(({ faults }) => Object.keys(faults ?? {}));
  const written = await codesInSource();
  expect(written.length).toBeGreaterThan(8);
  const unsaid = written.filter(({ start, isWhole }) =>
    isWhole ? !said.includes(start) : !said.some((code) => code.startsWith(start)),
  );
  expect(unsaid).toEqual([]);
});
