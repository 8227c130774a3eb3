import type { FaultCode, SaidFault } from '../faults.ts';
import type { Fault } from '../problem.ts';

/** Thrown inside the parser; the front door turns it into a `FormulaError`. */
export class SourceFault extends Error implements Fault {
  readonly code: FaultCode;
  readonly values: readonly string[];
  readonly offset: number;
  readonly suggestion?: string;

  constructor(offset: number, { code, values, message }: SaidFault, suggestion?: string) {
    super(message);
    this.code = code;
    this.values = values;
    this.offset = offset;
    if (suggestion !== undefined) this.suggestion = suggestion;
  }
}
