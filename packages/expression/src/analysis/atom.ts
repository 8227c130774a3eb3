import type { BinaryNode, Node, Scalar } from '../formula/ast.ts';
import { childrenOf } from '../formula/ast.ts';
import { compileNode } from '../formula/compile.ts';
import { printNode } from '../formula/print.ts';
import type { Scope } from '../scope.ts';
import {
  ABSENT,
  FALSE,
  NOTHING,
  TRUE,
  beside,
  comparableWith,
  complement,
  equalTo,
  intersection,
  union,
} from './value-set.ts';
import type { ValueSet } from './value-set.ts';

/**
 * A statement about one term: the values of the term for which it is true, and those for which it is
 * false; for all others it has no value. A term is any part of a formula that is no constant,
 * named by its text: within one evaluation the same text has the same value.
 */
export interface Atom {
  readonly term: string;
  readonly whenTrue: ValueSet;
  readonly whenFalse: ValueSet;
}

/** The statement that a part of a formula makes where a truth is asked for; `null` for a constant. */
export function atomOf(node: Node): Atom | null {
  if (constantOf(node) !== undefined) return null;
  const compared = node.kind === 'binary' ? comparisonAtom(node) : null;
  return compared ?? { term: printNode(node), whenTrue: TRUE, whenFalse: FALSE };
}

/** The value of a part that depends on nothing; `undefined` where it does. */
export function constantOf(node: Node): Scalar | undefined {
  if (!isConstant(node)) return undefined;
  const value = compileNode(node)(NO_WORLD);
  return typeof value === 'object' && value !== null ? undefined : value;
}

/** Calls are left out: some ask the clock, and none is worth it. */
function isConstant(node: Node): boolean {
  if (node.kind === 'attribute' || node.kind === 'call') return false;
  return childrenOf(node).every(isConstant);
}

const NO_WORLD: Scope = {
  now: 0,
  attribute: () => null,
  sample: () => undefined,
  inGeofence: () => null,
};

function comparisonAtom(node: BinaryNode): Atom | null {
  if (node.operator === 'in') return membershipAtom(node);
  const [termNode, operator, constantNode] = termFirst(node);
  const constant = constantOf(constantNode);
  if (constant === undefined || constantOf(termNode) !== undefined) return null;
  const sets = setsOf(operator, constant, constantNode);
  return sets === null ? null : { term: printNode(termNode), ...sets };
}

const MIRRORED: ReadonlyMap<string, string> = new Map([
  ['<', '>'],
  ['<=', '>='],
  ['>', '<'],
  ['>=', '<='],
]);

function termFirst({ left, operator, right }: BinaryNode): readonly [Node, string, Node] {
  if (constantOf(left) === undefined) return [left, operator, right];
  return [right, MIRRORED.get(operator) ?? operator, left];
}

type Sets = Pick<Atom, 'whenTrue' | 'whenFalse'>;

const NEVER: Sets = { whenTrue: NOTHING, whenFalse: NOTHING };

function setsOf(operator: string, constant: Scalar, node: Node): Sets | null {
  switch (operator) {
    case '==':
      return equalSets(constant, node);
    case '!=':
      return swapped(equalSets(constant, node));
    case '>':
      return orderSets(constant, 'above', false);
    case '>=':
      return orderSets(constant, 'above', true);
    case '<':
      return orderSets(constant, 'below', false);
    case '<=':
      return orderSets(constant, 'below', true);
  }
  return null;
}

function swapped({ whenTrue, whenFalse }: Sets): Sets {
  return { whenTrue: whenFalse, whenFalse: whenTrue };
}

/** The literal `null` asks for absence; another constant without a value has no answer. */
function equalSets(constant: Scalar, node: Node): Sets {
  if (constant === null) {
    return node.kind === 'literal' ? { whenTrue: ABSENT, whenFalse: complement(ABSENT) } : NEVER;
  }
  const whenTrue = equalTo(constant);
  return { whenTrue, whenFalse: intersection(comparableWith(constant), complement(whenTrue)) };
}

function orderSets(constant: Scalar, side: 'above' | 'below', withBound: boolean): Sets {
  if (typeof constant !== 'number' && typeof constant !== 'string') return NEVER;
  const opposite = side === 'above' ? 'below' : 'above';
  return {
    whenTrue: beside(constant, side, withBound),
    whenFalse: beside(constant, opposite, !withBound),
  };
}

/** `x in [1, 'a']`; a list that is no list of constants makes the whole a term of its own. */
function membershipAtom({ left, right }: BinaryNode): Atom | null {
  if (right.kind !== 'list' || constantOf(left) !== undefined) return null;
  const items = right.items.map(constantOf);
  const known = items.filter((item) => item !== undefined);
  if (known.length < items.length) return null;
  const equal = known.filter((item) => item !== null).map(equalTo);
  const whenTrue = equal.reduce(union, NOTHING);
  const open = known.includes(null);
  const whenFalse = open ? NOTHING : intersection(complement(ABSENT), complement(whenTrue));
  return { term: printNode(left), whenTrue, whenFalse };
}
