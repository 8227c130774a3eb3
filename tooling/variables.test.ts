import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/*
 * A setting that nobody is told of may as well not be there. The server's stand in the README's
 * table, the worker's in the table of its guide.
 */

const root = fileURLToPath(new URL('..', import.meta.url));

/** Names in sources that run in production. */
async function readBy(...folders: readonly string[]): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const file of glob(
    folders.map((folder) => `${folder}/**/*.ts`),
    { cwd: root },
  )) {
    if (/\.test\.ts$|\/testing\//.test(file)) continue;
    for (const name of namesIn(await readFile(`${root}/${file}`, 'utf8'))) names.add(name);
  }
  return names;
}

/** Names in the rows of a document's tables. */
async function toldIn(document: string): Promise<ReadonlySet<string>> {
  const lines = (await readFile(`${root}/${document}`, 'utf8')).split('\n');
  return new Set(lines.filter((line) => line.startsWith('|')).flatMap(namesIn));
}

function namesIn(text: string): readonly string[] {
  return text.match(/SIGNALBOX_[A-Z_]*[A-Z]\b/g) ?? [];
}

const ofServer = await readBy('apps/server/src', 'packages/*/src');
const ofCommands = await readBy('apps/cli/src', 'apps/worker/src');
const inReadme = await toldIn('README.md');
const inGuide = await toldIn('docs/guides/command-line.md');

test('every variable that the server reads stands in the README', () => {
  expect(ofServer).toContain('SIGNALBOX_PORT');
  expect([...ofServer].filter((name) => !inReadme.has(name))).toEqual([]);
});

test('every variable that a command reads stands in the README or in the guide to commands', () => {
  expect(ofCommands).toContain('SIGNALBOX_BROKER');
  expect([...ofCommands].filter((name) => !inReadme.has(name) && !inGuide.has(name))).toEqual([]);
});

test('no variable is told of that nobody reads', () => {
  const told = [...inReadme, ...inGuide];
  expect(told.filter((name) => !ofServer.has(name) && !ofCommands.has(name))).toEqual([]);
});
