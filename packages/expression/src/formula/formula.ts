import { FormulaError, locate } from '../problem.ts';
import type { Fault } from '../problem.ts';
import type { Scope, Value } from '../scope.ts';
import type { Node } from './ast.ts';
import { childrenOf } from './ast.ts';
import { compileFrom, compileNode } from './compile.ts';
import { inspect } from './inspect.ts';
import { parseFormula } from './parse.ts';
import { printFrom } from './print.ts';
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
  /** Ids of the geofences that it names as numbers, each once, in order of appearance. */
  readonly geofences: readonly number[];
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
    geofences: [...new Set(inspection.geofences)],
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

/*
 * From the leaves up, each part from its children's values: evaluating every part of a long
 * chain by itself would cost the square of its length.
 */
function explainNode(node: Node, scope: Scope): Explanation {
  const children = childrenOf(node).map((child) => explainNode(child, scope));
  const values = children.map(
    ({ value }) =>
      () =>
        value,
  );
  return {
    text: printFrom(
      node,
      children.map(({ text }) => text),
    ),
    value: compileFrom(node, values)(scope),
    children,
  };
}
