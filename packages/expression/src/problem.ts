import type { FaultCode, SaidFault } from './faults.ts';

/** A fault in a formula or a template, where it stands and what would mend it. */
export interface Problem extends SaidFault {
  readonly severity: 'error' | 'warning';
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  /** The word to write instead, when one is near. */
  readonly suggestion?: string;
}

/** A fault by its offset in the source, before it is given a line and a column. */
export interface Fault extends SaidFault {
  readonly offset: number;
  readonly suggestion?: string;
}

/** A fault at an offset. */
export function faultAt(offset: number, said: SaidFault, suggestion?: string): Fault {
  return suggestion === undefined ? { ...said, offset } : { ...said, offset, suggestion };
}

/** Gives a fault its line and column. */
export function locate(source: string, fault: Fault, severity: Problem['severity']): Problem {
  const before = source.slice(0, fault.offset).split('\n');
  const { code, values, message, suggestion } = fault;
  const place = {
    severity,
    code,
    values,
    message,
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
  };
  return suggestion === undefined ? place : { ...place, suggestion };
}

/** A source text that cannot be used; the first fault found. */
class SourceError extends Error {
  readonly code: FaultCode;
  readonly values: readonly string[];
  readonly line: number;
  readonly column: number;
  readonly suggestion: string | undefined;

  constructor(problem: Problem) {
    super(problem.message);
    this.code = problem.code;
    this.values = problem.values;
    this.line = problem.line;
    this.column = problem.column;
    this.suggestion = problem.suggestion;
  }

  /** The same fault as plain data. */
  get problem(): Problem {
    const { code, values, message, line, column, suggestion } = this;
    const place = { severity: 'error', code, values, message, line, column } as const;
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
