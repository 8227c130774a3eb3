import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { words as german } from '@signalbox/nodes/words.de';
import type { NodeWords } from '@signalbox/flow';
import { expect, test } from 'vitest';

/*
 * Faults that a node type's own check finds have codes in its source, and sentences in other languages
 * beside it. A code without a sentence would be said in English on every other page.
 */

const root = fileURLToPath(new URL('../packages/nodes/src', import.meta.url));

const CODE = /\bcode: [`'](\w+)(\$\{)?/g;
const IMPORT = /\bfrom '(\.[^']+)'/g;

/** What of a code stands in the source; the end is open where the code is put together. */
interface Written {
  readonly start: string;
  readonly isWhole: boolean;
}

/** What a definition is made of: its own file and those of the package that it imports, each once. */
async function sourcesOf(file: string, seen: Set<string>): Promise<readonly string[]> {
  if (seen.has(file)) return [];
  seen.add(file);
  const source = await readFile(file, 'utf8');
  const imported = [...source.matchAll(IMPORT)].map(([, path = '']) => join(dirname(file), path));
  const others = await Promise.all(imported.map((path) => sourcesOf(path, seen)));
  return [source, ...others.flat()];
}

function codesIn(source: string): readonly Written[] {
  return [...source.matchAll(CODE)].map(([, start = '', open]) => ({ start, isWhole: open === undefined }));
}

function isSaidBy({ start, isWhole }: Written, code: string): boolean {
  return isWhole ? code === start : code.startsWith(start);
}

const types = await Promise.all(
  Object.entries<NodeWords>(german).map(async ([type, { faults = {} }]) => {
    const sources = await sourcesOf(join(root, type, 'definition.ts'), new Set());
    return { type, written: sources.flatMap(codesIn), said: Object.keys(faults) };
  }),
);

test.each(types)('every fault of $type has a sentence in German', ({ written, said }) => {
  expect(written.filter((fault) => !said.some((code) => isSaidBy(fault, code)))).toEqual([]);
});

test.each(types)('$type says in German no fault that it does not find', ({ written, said }) => {
  expect(said.filter((code) => !written.some((fault) => isSaidBy(fault, code)))).toEqual([]);
});

test('codes are found in the source of types and in what several share', () => {
  const codesOf = (name: string) =>
    types
      .find(({ type }) => type === name)
      ?.written.map(({ start }) => start)
      .toSorted();
  expect(codesOf('schedule')).toEqual(['no_schedule', 'no_time_zone', 'nothing_chosen']);
  expect(codesOf('webhook')).toEqual(['credential', 'get_without_body', 'header_empty', 'reserved_host']);
});
