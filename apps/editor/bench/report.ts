import type { InitialScripts } from './bundle-size.ts';
import { percentile } from './frames.ts';
import type { FrameTimes } from './frames.ts';
import type { Figures } from './measure.ts';
import type { OutlineFigures } from './measure-outline.ts';

const FRAMES = ['dragClose', 'dragAll', 'panClose', 'panAll', 'zoom'] as const;

/** The median of every figure. */
export function medianOf(rounds: readonly Figures[]): Figures {
  const median = (pick: (figures: Figures) => number): number => percentile(rounds.map(pick), 0.5);
  const frames = (name: (typeof FRAMES)[number]): FrameTimes => ({
    p50: median((figures) => figures[name].p50),
    p95: median((figures) => figures[name].p95),
  });
  return {
    loadMs: median((figures) => figures.loadMs),
    heapMb: median((figures) => figures.heapMb),
    elements: median((figures) => figures.elements),
    dragClose: frames('dragClose'),
    dragAll: frames('dragAll'),
    panClose: frames('panClose'),
    panAll: frames('panAll'),
    zoom: frames('zoom'),
  };
}

/** Writes one row per subject, as the tables of docs/benchmarks.md. */
export function printFigures(count: number, subjects: ReadonlyMap<string, Figures>): void {
  const head = [
    'Load',
    'Drag, close',
    'Drag, all in view',
    'Pan, close',
    'Pan, all in view',
    'Zoom',
    'Heap',
    'Elements',
  ];
  write(`\n| ${count} nodes | ${head.join(' | ')} |`);
  write(`|${' --- |'.repeat(head.length + 1)}`);
  for (const [name, figures] of subjects) {
    const cells = [
      `${Math.round(figures.loadMs)} ms`,
      ...FRAMES.map((frame) => frameText(figures[frame])),
      `${figures.heapMb.toFixed(1)} MB`,
      figures.elements.toLocaleString('en'),
    ];
    write(`| ${name} | ${cells.join(' | ')} |`);
  }
}

/** The median of every figure. */
export function medianOfOutlines(rounds: readonly OutlineFigures[]): OutlineFigures {
  const median = (pick: (figures: OutlineFigures) => number): number => percentile(rounds.map(pick), 0.5);
  return {
    showMs: median((figures) => figures.showMs),
    letterMs: median((figures) => figures.letterMs),
    stepMs: median((figures) => figures.stepMs),
  };
}

/** Writes one row per number of nodes, as the table of docs/benchmarks.md. */
export function printOutlines(outlines: ReadonlyMap<number, OutlineFigures>): void {
  write('\n| Outline | Show | A letter in a title | A step down |\n| --- | --- | --- | --- |');
  for (const [count, { showMs, letterMs, stepMs }] of outlines) {
    const cells = [showMs, letterMs, stepMs].map((ms) => `${Math.round(ms)} ms`);
    write(`| ${count} nodes | ${cells.join(' | ')} |`);
  }
}

export function printScripts({ start, flowPage }: InitialScripts): void {
  write('\n| JavaScript, gzip | |\n| --- | --- |');
  write(`| First page | ${kilobytes(start)} |`);
  write(`| Flow page, all that it needs to start | ${kilobytes(flowPage)} |`);
}

function frameText({ p50, p95 }: FrameTimes): string {
  return `${Math.round(p50)} / ${Math.round(p95)} ms`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
