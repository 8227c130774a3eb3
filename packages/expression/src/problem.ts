/** A fault in a formula or a template, where it stands and what would mend it. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  /** The word to write instead, when one is near. */
  readonly suggestion?: string;
}

/** A fault by its offset in the source, before it is given a line and a column. */
export interface Fault {
  readonly message: string;
  readonly offset: number;
  readonly suggestion?: string;
}

/** Gives a fault its line and column. */
export function locate(source: string, fault: Fault, severity: Problem['severity']): Problem {
  const before = source.slice(0, fault.offset).split('\n');
  const { message, suggestion } = fault;
  const place = { severity, message, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return suggestion === undefined ? place : { ...place, suggestion };
}

/** A source text that cannot be used; the first fault found. */
class SourceError extends Error {
  readonly line: number;
  readonly column: number;
  readonly suggestion: string | undefined;

  constructor(problem: Problem) {
    super(problem.message);
    this.line = problem.line;
    this.column = problem.column;
    this.suggestion = problem.suggestion;
  }

  /** The same fault as plain data. */
  get problem(): Problem {
    const { message, line, column, suggestion } = this;
    const place = { severity: 'error', message, line, column } as const;
    return suggestion === undefined ? place : { ...place, suggestion };
  }
}

/** A formula that cannot be compiled. */
export class FormulaError extends SourceError {
  override readonly name = 'FormulaError';
}

/** A template that cannot be compiled. */
export class TemplateError extends SourceError {
  override readonly name = 'TemplateError';
}
