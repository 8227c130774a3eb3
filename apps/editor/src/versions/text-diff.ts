import { diffLines } from 'diff';

/** A line of a text diff; `left` stands for lines that are the same in both and not shown. */
export interface TextLine {
  readonly kind: 'same' | 'added' | 'removed' | 'left';
  readonly text: string;
  /** How many lines it stands for. */
  readonly lines: number;
}

/** So many equal lines are shown beside a change. */
const CONTEXT = 3;

/** The lines that turn one text into another, with a few equal ones around them. */
export function textDiff(before: string, after: string): readonly TextLine[] {
  const parts = diffLines(before, after);
  return parts.flatMap(({ added, removed, value }, index) => {
    const lines = value.replace(/\n$/, '').split('\n');
    if (added) return linesOf('added', lines);
    if (removed) return linesOf('removed', lines);
    return folded(lines, index > 0 ? CONTEXT : 0, index < parts.length - 1 ? CONTEXT : 0);
  });
}

function folded(lines: readonly string[], head: number, tail: number): readonly TextLine[] {
  const left = lines.length - head - tail;
  if (left <= 1) return linesOf('same', lines);
  return [
    ...linesOf('same', lines.slice(0, head)),
    { kind: 'left', text: '', lines: left },
    ...linesOf('same', lines.slice(lines.length - tail)),
  ];
}

function linesOf(kind: TextLine['kind'], lines: readonly string[]): readonly TextLine[] {
  return lines.map((text) => ({ kind, text, lines: 1 }));
}
