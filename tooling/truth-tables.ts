import { readFileSync } from 'node:fs';

const BEGIN = '<!-- From truth.json by `npm run sync`. Do not edit. -->';
const END = '<!-- End of truth.json -->';

interface TruthTable {
  readonly title: string;
  readonly steps: readonly TruthStep[];
}

interface TruthStep {
  readonly at_s: number;
  readonly in?: unknown;
  readonly due?: string;
  readonly begins?: true;
  readonly timeliness?: string;
  readonly wire: string | null;
  readonly result?: unknown;
}

/**
 * The README of a node type with its truth tables as they stand in `truth.json`.
 * @throws when the README has no place for them
 */
export function withTruthTables(readme: string, truthFile: string): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`${truthFile}: the README has no "${BEGIN}" … "${END}"`);
  // The node's own test holds the file to its shape.
  const tables: readonly TruthTable[] = JSON.parse(readFileSync(truthFile, 'utf8'));
  const before = readme.slice(0, begin + BEGIN.length);
  return `${before}\n\n${tables.map(tableOf).join('\n')}\n${readme.slice(end)}`;
}

function tableOf({ title, steps }: TruthTable): string {
  const hasResult = steps.some(({ result }) => result !== undefined);
  const head = hasResult ? ['at, s', 'in', 'wire', 'result'] : ['at, s', 'in', 'wire'];
  const rows = steps.map((step) => {
    const cells = [String(step.at_s), inputOf(step), step.wire ?? '–'];
    return row(hasResult ? [...cells, valueOf(step.result)] : cells);
  });
  return `${title}:\n\n${row(head)}${row(head.map(() => '---'))}${rows.join('')}`;
}

function inputOf({ in: input, due, begins, timeliness }: TruthStep): string {
  if (begins === true) return 'the node begins to watch';
  if (due !== undefined) return 'the timer is due';
  return timeliness === undefined ? valueOf(input) : `${valueOf(input)} (${timeliness})`;
}

function valueOf(value: unknown): string {
  if (value === null) return 'no value';
  return value === undefined ? '–' : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}
