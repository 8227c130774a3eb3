import { FormulaError, locate } from '../problem.ts';
import type { Fault } from '../problem.ts';
import type { Scope, Value } from '../scope.ts';
import type { Node } from './ast.ts';
import { childrenOf } from './ast.ts';
import { compileNode } from './compile.ts';
import { inspect } from './inspect.ts';
import { parseFormula } from './parse.ts';
import { printNode } from './print.ts';
import { SourceFault } from './source-fault.ts';

/** A sub-expression with its value, and those it was made of. */
export interface Explanation {
  readonly text: string;
  readonly value: Value;
  readonly children: readonly Explanation[];
}

/** A formula made ready. */
export interface Formula {
  readonly source: string;
  /** Names of the attributes that it reads, each once, in order of appearance. */
  readonly attributes: readonly string[];
  /** Its value, `null` for no value. Never throws while the scope does not. */
  evaluate(scope: Scope): Value;
  /** Every sub-expression with its value, also those that evaluation would skip. */
  explain(scope: Scope): Explanation;
}

/**
 * Compiles a formula to closures (design, section 4): three-valued logic, missing is not
 * zero, no prototype access, bounded length and depth.
 *
 * @throws FormulaError with line, column and a suggestion for the first fault found.
 */
export function compileFormula(source: string): Formula {
  const node = readFormula(source);
  const inspection = inspect(node);
  const [fault] = inspection.faults;
  if (fault !== undefined) throw errorAt(source, fault);
  const named = inspection.mentions.map((mention) => mention.name);
  return {
    source,
    attributes: [...new Set([...named, ...inspection.implied])],
    evaluate: compileNode(node),
    explain: (scope) => explainNode(node, scope),
  };
}

/** The tree of a formula; its faults as `FormulaError`. */
export function readFormula(source: string): Node {
  try {
    return parseFormula(source);
  } catch (fault) {
    if (fault instanceof SourceFault) throw errorAt(source, fault);
    throw fault;
  }
}

function errorAt(source: string, fault: Fault): FormulaError {
  return new FormulaError(locate(source, fault, 'error'));
}

// Compiled anew for each explanation: traces are rare, and a formula that is never
// explained should not keep a closure for every part.
function explainNode(node: Node, scope: Scope): Explanation {
  return {
    text: printNode(node),
    value: compileNode(node)(scope),
    children: childrenOf(node).map((child) => explainNode(child, scope)),
  };
}
