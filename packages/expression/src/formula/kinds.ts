import { FUNCTIONS_BY_NAME } from '../functions/table.ts';
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

function neverReason(node: BinaryNode): string | null {
  const [left, right] = [kindOf(node.left), kindOf(node.right)];
  switch (node.operator) {
    case '==':
    case '!=':
      if (isNullLiteral(node.left) || isNullLiteral(node.right) || canBeEqual(left, right)) return null;
      return `a ${left} and a ${right} do not compare`;
    case 'in':
      return right === 'list' || right === 'any' ? null : 'a list is expected after in';
    case '<':
    case '<=':
    case '>':
    case '>=':
      if (isOneKind(left, right, ['number', 'text'])) return null;
      return left === 'boolean' ? chainAdvice(node) : `a ${left} and a ${right} have no order`;
    case '+':
      return isOneKind(left, right, ['number', 'text']) ? null : 'only numbers, or only texts, can be added';
    case '-':
    case '*':
    case '/':
    case '%':
    case '^':
      return isOneKind(left, right, ['number']) ? null : `${node.operator} needs numbers`;
  }
}

/** The two ways in which a truth value comes to stand before `<`. */
function chainAdvice(node: BinaryNode): string {
  const { left, operator, right } = node;
  if (left.kind === 'unary') {
    const inner = `${printNode(left.operand)} ${operator} ${printNode(right)}`;
    return `not binds to ${printNode(left.operand)} alone; write not (${inner})`;
  }
  return 'comparisons do not chain; write a < b and b < c';
}

/** Parts that have no value whatever the attributes are, which is hardly what was meant. */
export function findNeverValues(node: Node): readonly Fault[] {
  const inner = childrenOf(node).flatMap(findNeverValues);
  if (node.kind !== 'binary') return inner;
  const reason = neverReason(node);
  if (reason === null) return inner;
  return [...inner, { message: `${printNode(node)} never has a value: ${reason}`, offset: node.start }];
}
