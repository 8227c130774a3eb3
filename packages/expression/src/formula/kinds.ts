import { sayFault } from '../faults.ts';
import type { SaidFault } from '../faults.ts';
import { FUNCTIONS_BY_NAME } from '../functions/table.ts';
import { faultAt } from '../problem.ts';
import type { Fault } from '../problem.ts';
import type { BinaryNode, BinaryOperator, Node } from './ast.ts';
import { ARITHMETIC_OPERATORS, childrenOf, isNullLiteral } from './ast.ts';
import { printNode } from './print.ts';

/** What a part can be when it has a value, as far as the formula alone shows. */
type Kind = 'number' | 'text' | 'boolean' | 'list' | 'any';

function kindOf(node: Node): Kind {
  switch (node.kind) {
    case 'literal':
      return kindOfLiteral(node.value);
    case 'attribute':
      return 'any';
    case 'list':
      return 'list';
    case 'call':
      return FUNCTIONS_BY_NAME.get(node.name)?.gives ?? 'any';
    case 'unary':
      return node.operator === 'not' ? 'boolean' : 'number';
    case 'logic':
      return 'boolean';
    case 'binary':
      return kindOfBinary(node);
    case 'conditional':
      return kindOf(node.yes) === kindOf(node.no) ? kindOf(node.yes) : 'any';
  }
}

function kindOfLiteral(value: string | number | boolean | null): Kind {
  if (value === null) return 'any';
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' ? 'number' : 'boolean';
}

function kindOfBinary(node: BinaryNode): Kind {
  if (node.operator !== '+') return isArithmetic(node.operator) ? 'number' : 'boolean';
  const left = kindOf(node.left);
  return left === 'any' ? kindOf(node.right) : left;
}

function isArithmetic(operator: BinaryOperator): boolean {
  return ARITHMETIC_OPERATORS.some((known) => known === operator);
}

function isOneKind(left: Kind, right: Kind, kinds: readonly Kind[]): boolean {
  const fits = (kind: Kind): boolean => kind === 'any' || kinds.includes(kind);
  return fits(left) && fits(right) && (left === right || left === 'any' || right === 'any');
}

function canBeEqual(left: Kind, right: Kind): boolean {
  if ((left === 'number' && right === 'boolean') || (left === 'boolean' && right === 'number')) return true;
  return isOneKind(left, right, ['number', 'text', 'boolean']);
}

function neverFault(node: BinaryNode): SaidFault | null {
  const [left, right] = [kindOf(node.left), kindOf(node.right)];
  const part = (): string => printNode(node);
  switch (node.operator) {
    case '==':
    case '!=':
      if (isNullLiteral(node.left) || isNullLiteral(node.right) || canBeEqual(left, right)) return null;
      return sayFault('never_compares', part(), left, right);
    case 'in':
      return right === 'list' || right === 'any' ? null : sayFault('never_in_list', part());
    case '<':
    case '<=':
    case '>':
    case '>=':
      if (isOneKind(left, right, ['number', 'text'])) return null;
      return left === 'boolean' ? chainFault(node) : sayFault('never_ordered', part(), left, right);
    case '+':
      return isOneKind(left, right, ['number', 'text']) ? null : sayFault('never_added', part());
    case '-':
    case '*':
    case '/':
    case '%':
    case '^':
      return isOneKind(left, right, ['number']) ? null : sayFault('never_numbers', part(), node.operator);
  }
}

/** The two ways in which a truth value comes to stand before `<`. */
function chainFault(node: BinaryNode): SaidFault {
  const { left, operator, right } = node;
  if (left.kind !== 'unary') return sayFault('never_chained', printNode(node));
  const operand = printNode(left.operand);
  return sayFault('never_not', printNode(node), operand, `${operand} ${operator} ${printNode(right)}`);
}

/** Parts that have no value whatever the attributes are, which is hardly what was meant. */
export function findNeverValues(node: Node): readonly Fault[] {
  const inner = childrenOf(node).flatMap(findNeverValues);
  if (node.kind !== 'binary') return inner;
  const fault = neverFault(node);
  return fault === null ? inner : [...inner, faultAt(node.start, fault)];
}
