import type { LogicOperator, Node } from '../formula/ast.ts';
import { atomOf, constantOf } from './atom.ts';
import { truthOf } from '../formula/semantics.ts';
import type { ValueSet } from './value-set.ts';
import { complement, intersection, isEmpty } from './value-set.ts';

/** Values of terms that together make something so. */
type Way = ReadonlyMap<string, ValueSet>;

/** All ways in which something can be so; empty when it never is. */
export type Ways = readonly Way[];

/** What is asked of a condition. */
export type Outcome = 'true' | 'false' | 'not_true' | 'not_false';

const OPPOSITE: Readonly<Record<Outcome, Outcome>> = {
  true: 'false',
  false: 'true',
  not_true: 'not_false',
  not_false: 'not_true',
};

/** More steps than any condition that people write needs; beyond, nothing is claimed. */
const MAX_STEPS = 20_000;

/** Thrown when an answer would take too long; whoever asks then claims nothing. */
export class TooManyWays extends Error {}

/**
 * Finds in which ways conditions come out as asked, in the three-valued logic of formulas. It knows
 * of a term no more than the comparisons with constants say, so it may give ways that cannot be,
 * and never leaves out one that can.
 */
export class WayFinder {
  #steps = 0;

  /** @throws TooManyWays when all questions together took too many steps. */
  ways(node: Node, outcome: Outcome): Ways {
    if (node.kind === 'logic') return this.#logic(node.operator, node.operands, outcome);
    if (node.kind === 'unary' && node.operator === 'not') return this.ways(node.operand, OPPOSITE[outcome]);
    const constant = constantOf(node);
    if (constant !== undefined) return isOutcome(truthOf(constant), outcome) ? [new Map()] : [];
    const atom = atomOf(node);
    if (atom === null) return [new Map()];
    const values = {
      true: atom.whenTrue,
      false: atom.whenFalse,
      not_true: complement(atom.whenTrue),
      not_false: complement(atom.whenFalse),
    }[outcome];
    return isEmpty(values) ? [] : [new Map([[atom.term, values]])];
  }

  /** The ways in which both are so. */
  both(left: Ways, right: Ways): Ways {
    return left.flatMap((a) => right.map((b) => this.#join(a, b)).filter((way) => way !== null));
  }

  /** An `and` is true, and is not false, by all of its operands; an `or` is not. */
  #logic(operator: LogicOperator, operands: readonly Node[], outcome: Outcome): Ways {
    const positive = outcome === 'true' || outcome === 'not_false';
    const each = operands.map((operand) => this.ways(operand, outcome));
    if ((operator === 'and') !== positive) return each.flat();
    return each.reduce<Ways>((all, ways) => this.both(all, ways), [new Map()]);
  }

  #join(a: Way, b: Way): Way | null {
    this.#steps += 1;
    if (this.#steps > MAX_STEPS) throw new TooManyWays();
    const joined = new Map(a);
    for (const [term, values] of b) {
      const known = joined.get(term);
      const left = known === undefined ? values : intersection(known, values);
      if (isEmpty(left)) return null;
      joined.set(term, left);
    }
    return joined;
  }
}

function isOutcome(truth: boolean | null, outcome: Outcome): boolean {
  switch (outcome) {
    case 'true':
      return truth === true;
    case 'false':
      return truth === false;
    case 'not_true':
      return truth !== true;
    case 'not_false':
      return truth !== false;
  }
}
