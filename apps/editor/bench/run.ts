import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { build, preview } from 'vite';
import { findChromium } from '../../../tooling/browser/find-chromium.ts';
import { initialScripts } from './bundle-size.ts';
import { measure } from './measure.ts';
import type { Figures } from './measure.ts';
import { measureOutline } from './measure-outline.ts';
import type { OutlineFigures } from './measure-outline.ts';
import { medianOf, medianOfOutlines, printFigures, printOutlines, printScripts } from './report.ts';

const SUBJECTS = [
  { name: 'Signalbox', page: 'signalbox.html' },
  { name: 'React Flow', page: 'react-flow.html' },
  { name: 'React Flow, culled', page: 'react-flow.html?culled' },
];

const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '100,500,2000' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'editor-bench-'));
const bench = import.meta.dirname;
await build({
  root: bench,
  logLevel: 'warn',
  build: {
    outDir: folder,
    emptyOutDir: true,
    rollupOptions: {
      input: ['signalbox.html', 'react-flow.html', 'outline.html'].map((name) => join(bench, name)),
    },
  },
});
const server = await preview({
  root: bench,
  build: { outDir: folder },
  preview: { port: 0, host: '127.0.0.1' },
});
const executablePath = findChromium();
if (executablePath === null) throw new Error('There is no Chromium here: name one in SIGNALBOX_CHROMIUM');
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
try {
  const base = server.resolvedUrls?.local[0] ?? '';
  const counts = values.nodes.split(',').map(Number);
  for (const count of counts) {
    const rounds = await measureRounds(browser, base, count);
    if (rounds.size > 0)
      printFigures(count, new Map([...rounds].map(([name, list]) => [name, medianOf(list)])));
  }
  if (isWanted('Outline')) printOutlines(await measureOutlines(browser, base, counts));
  printScripts(await initialScripts());
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}

/** All subjects by turns, so that a slow minute of the machine meets all of them. */
async function measureRounds(
  measuredIn: Browser,
  base: string,
  count: number,
): Promise<ReadonlyMap<string, readonly Figures[]>> {
  const subjects = SUBJECTS.filter(({ name }) => isWanted(name));
  const rounds = new Map<string, Figures[]>(subjects.map(({ name }) => [name, []]));
  const turns = Array.from({ length: Number(values.rounds) }, () => subjects).flat();
  for (const { name, page } of turns) rounds.get(name)?.push(await measure(measuredIn, base + page, count));
  return rounds;
}

/** The outline by numbers of nodes. */
async function measureOutlines(
  measuredIn: Browser,
  base: string,
  counts: readonly number[],
): Promise<ReadonlyMap<number, OutlineFigures>> {
  const figures = new Map<number, OutlineFigures>();
  for (const count of counts) {
    const rounds: OutlineFigures[] = [];
    for (let round = 0; round < Number(values.rounds); round++)
      rounds.push(await measureOutline(measuredIn, `${base}outline.html`, count));
    figures.set(count, medianOfOutlines(rounds));
  }
  return figures;
}

function isWanted(name: string): boolean {
  return name.toLowerCase().startsWith(values.only.toLowerCase());
}
