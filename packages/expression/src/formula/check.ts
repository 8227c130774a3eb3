import { findFixedTruths } from '../analysis/fixed-truths.ts';
import { sayFault } from '../faults.ts';
import { nearest } from '../nearest.ts';
import type { Fault, Problem } from '../problem.ts';
import { FormulaError, faultAt, locate } from '../problem.ts';
import type { Node } from './ast.ts';
import { readFormula } from './formula.ts';
import { inspect } from './inspect.ts';
import type { AttributeMention } from './inspect.ts';
import { findNeverValues } from './kinds.ts';

/**
 * Everything wrong with a formula: errors that keep it from compiling, and warnings for
 * attributes nobody knows, for parts that can never have a value, and for conditions that can never be
 * true or never false.
 *
 * @param knownAttributes names that exist; left out, no name is doubted.
 */
export function checkFormula(source: string, knownAttributes?: Iterable<string>): readonly Problem[] {
  let node: Node;
  try {
    node = readFormula(source);
  } catch (error) {
    if (error instanceof FormulaError) return [error.problem];
    throw error;
  }
  const { faults, mentions } = inspect(node);
  const doubts = knownAttributes === undefined ? [] : unknownAttributes(mentions, new Set(knownAttributes));
  const warnings = [...doubts, ...findNeverValues(node), ...(faults.length > 0 ? [] : findFixedTruths(node))];
  return [
    ...faults.map((fault) => locate(source, fault, 'error')),
    ...warnings.map((fault) => locate(source, fault, 'warning')),
  ];
}

function unknownAttributes(
  mentions: readonly AttributeMention[],
  known: ReadonlySet<string>,
): readonly Fault[] {
  return mentions
    .filter((mention) => !known.has(mention.name))
    .map(({ name, offset }) => {
      const suggestion = nearest(name, known);
      if (suggestion === undefined) return faultAt(offset, sayFault('attribute_unknown', name));
      return faultAt(offset, sayFault('attribute_unknown_near', name, suggestion), suggestion);
    });
}
