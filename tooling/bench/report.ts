/** One line of the final table. */
export interface Row {
  readonly what: string;
  readonly value: string;
  /** What it is held against, and by how much; empty for none. */
  readonly baseline: string;
  readonly ratio: string;
  readonly target: string;
}

export const HEADINGS: Row = {
  what: 'Measured',
  value: 'Signalbox',
  baseline: 'Baseline',
  ratio: 'Ratio',
  target: 'Target',
};

const COLUMNS = ['what', 'value', 'baseline', 'ratio', 'target'] as const;

/** Columns of even width, in Markdown, so that it reads in a terminal and in a document. */
export function formatTable(rows: readonly Row[]): string {
  const all = [HEADINGS, ...rows];
  const widths = COLUMNS.map((column) => Math.max(...all.map((row) => row[column].length)));
  const line = (row: Row): string =>
    `| ${COLUMNS.map((column, index) => row[column].padEnd(widths[index] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(HEADINGS), rule, ...rows.map(line)].join('\n');
}

/** `target` with its verdict: `≥ 15,000: met`. */
export function judge(target: string, met: boolean): string {
  return `${target}: ${met ? 'met' : 'MISSED'}`;
}

/** `15,234`. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

/** `1.6×`. */
export function times(ratio: number): string {
  return `${ratio.toFixed(2)}×`;
}
