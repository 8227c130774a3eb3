import type { Node } from '../formula/ast.ts';
import { childrenOf } from '../formula/ast.ts';
import { printNode } from '../formula/print.ts';
import { sayFault } from '../faults.ts';
import { faultAt } from '../problem.ts';
import type { Fault } from '../problem.ts';
import { constantOf } from './atom.ts';
import type { Outcome } from './ways.ts';
import { TooManyWays, WayFinder } from './ways.ts';

/**
 * Conditions inside a formula that can never be true, or are always true when they have a value, as
 * in `speed > 80 and speed < 60`. Only what surely is so; what follows from a part that is named already
 * is not named again.
 */
export function findFixedTruths(node: Node): readonly Fault[] {
  try {
    return faultsIn(node, new WayFinder());
  } catch (error) {
    if (error instanceof TooManyWays) return [];
    throw error;
  }
}

function faultsIn(node: Node, finder: WayFinder): readonly Fault[] {
  const inner = childrenOf(node).flatMap((child) => faultsIn(child, finder));
  if (inner.length > 0 || !decides(node)) return inner;
  const neverTrue = finder.ways(node, 'true').length === 0;
  const neverFalse = finder.ways(node, 'false').length === 0;
  // What is neither has no value at all, of which there is a warning of its own.
  if (neverTrue === neverFalse) return [];
  const part = offender(node, neverTrue, finder);
  return [faultAt(node.start, sayFault(neverTrue ? 'never_true' : 'always_true', part))];
}

/** A constant on its own is meant as one. */
function decides(node: Node): boolean {
  return (node.kind === 'logic' || node.kind === 'binary') && constantOf(node) === undefined;
}

/** The two operands that settle it, where two do. */
function offender(node: Node, neverTrue: boolean, finder: WayFinder): string {
  if (node.kind !== 'logic') return printNode(node);
  const outcome: Outcome = neverTrue ? 'true' : 'false';
  const ways = node.operands.map((operand) => finder.ways(operand, outcome));
  for (const [index, first] of ways.entries()) {
    const other = ways.findIndex((second, at) => at > index && finder.both(first, second).length === 0);
    if (other === -1) continue;
    const operands = [node.operands[index], node.operands[other]].filter((part) => part !== undefined);
    return printNode({ ...node, operands });
  }
  return printNode(node);
}
