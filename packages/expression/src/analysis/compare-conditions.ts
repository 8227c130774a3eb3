import { readFormula } from '../formula/formula.ts';
import type { Node } from '../formula/ast.ts';
import { FormulaError } from '../problem.ts';
import { constantOf } from './atom.ts';
import { TooManyWays, WayFinder } from './ways.ts';

/** How two conditions stand to each other, where it is sure. */
export type ConditionRelation = 'same' | 'implies' | 'implied';

/**
 * Whether one condition is true whenever the other is: `implies` when the second is true whenever the
 * first is, `implied` when the first is true whenever the second is, `same` for both; `null` when neither is sure,
 * when one cannot be read, is a constant, or never is true at all.
 */
export function relateConditions(first: string, second: string): ConditionRelation | null {
  return surely(null, () => {
    const [a, b] = [readFormula(first), readFormula(second)];
    const finder = new WayFinder();
    if (![a, b].every((node) => constantOf(node) === undefined && canBeTrue(node, finder))) return null;
    const forth = implies(a, b, finder);
    const back = implies(b, a, finder);
    if (forth && back) return 'same';
    if (forth) return 'implies';
    return back ? 'implied' : null;
  });
}

/** False when it is sure that no values make all of these conditions true; constants and what cannot be read count. */
export function canHoldTogether(conditions: readonly string[]): boolean {
  return surely(true, () => {
    const finder = new WayFinder();
    const ways = conditions.map((condition) => finder.ways(readFormula(condition), 'true'));
    const [first, ...others] = ways;
    return first === undefined || others.reduce((all, next) => finder.both(all, next), first).length > 0;
  });
}

/** A case that is never taken: whenever it is true, one before it is. */
export interface CoveredCase {
  readonly index: number;
  /** The case that covers it alone; `null` when it takes several. */
  readonly by: number | null;
}

/**
 * Of conditions that are asked in their order until one is true, those that are never reached though they could
 * be true. Nothing is claimed of formulas that cannot be read.
 */
export function findCoveredCases(conditions: readonly string[]): readonly CoveredCase[] {
  return surely([], () => {
    const nodes = conditions.map(readFormula);
    const finder = new WayFinder();
    return nodes.flatMap((node, index): readonly CoveredCase[] => {
      const earlier = nodes.slice(0, index);
      if (!canBeTrue(node, finder)) return [];
      const by = earlier.findIndex((other) => implies(node, other, finder));
      if (by !== -1) return [{ index, by }];
      return isCovered(node, earlier, finder) ? [{ index, by: null }] : [];
    });
  });
}

function canBeTrue(node: Node, finder: WayFinder): boolean {
  return finder.ways(node, 'true').length > 0;
}

function implies(a: Node, b: Node, finder: WayFinder): boolean {
  return isCovered(a, [b], finder);
}

function isCovered(node: Node, others: readonly Node[], finder: WayFinder): boolean {
  const left = others.reduce(
    (ways, other) => finder.both(ways, finder.ways(other, 'not_true')),
    finder.ways(node, 'true'),
  );
  return left.length === 0;
}

function surely<Answer>(unsure: Answer, answer: () => Answer): Answer {
  try {
    return answer();
  } catch (error) {
    if (error instanceof FormulaError || error instanceof TooManyWays) return unsure;
    throw error;
  }
}
