import type { Fault } from '../problem.ts';

/** Thrown inside the parser; the front door turns it into a `FormulaError`. */
export class SourceFault extends Error implements Fault {
  readonly offset: number;
  readonly suggestion?: string;

  constructor(message: string, offset: number, suggestion?: string) {
    super(message);
    this.offset = offset;
    if (suggestion !== undefined) this.suggestion = suggestion;
  }
}
