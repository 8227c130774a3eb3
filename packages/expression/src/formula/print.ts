import type { BinaryNode, BinaryOperator, LogicOperator, Node, UnaryNode } from './ast.ts';
import { childrenOf } from './ast.ts';

/** How tightly a node binds; a part that binds less than its place needs gets parentheses. */
const CONDITIONAL = 0;
const UNARY = 6;
const ATOM = 8;

const BINDING: Readonly<Record<BinaryOperator | LogicOperator, number>> = {
  or: 1,
  and: 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  in: 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  '^': 7,
};

function bindingOf(node: Node): number {
  switch (node.kind) {
    case 'conditional':
      return CONDITIONAL;
    case 'logic':
    case 'binary':
      return BINDING[node.operator];
    case 'unary':
      return UNARY;
    case 'literal':
    case 'attribute':
    case 'list':
    case 'call':
      return ATOM;
  }
}

function inPlace(node: Node, text: string | undefined, needed: number): string {
  return bindingOf(node) < needed ? `(${text})` : `${text}`;
}

function printBinary({ operator, left, right }: BinaryNode, texts: readonly string[]): string {
  const binding = BINDING[operator];
  // The power associates to the right, all others to the left.
  const [onLeft, onRight] = operator === '^' ? [ATOM, UNARY] : [binding, binding + 1];
  return `${inPlace(left, texts[0], onLeft)} ${operator} ${inPlace(right, texts[1], onRight)}`;
}

function printUnary({ operator, operand }: UnaryNode, text: string | undefined): string {
  const inside = inPlace(operand, text, UNARY);
  if (operator !== 'not') return `${operator}${inside}`;
  // The grammar reads `not (a) ^ 2` as `(not a) ^ 2`.
  return inside.startsWith('(') && bindingOf(operand) >= UNARY ? `not (${inside})` : `not ${inside}`;
}

/** As `printNode`, from the texts of the node's children. */
export function printFrom(node: Node, texts: readonly string[]): string {
  switch (node.kind) {
    case 'literal':
      return node.text;
    case 'attribute':
      return node.name;
    case 'list':
      return `[${texts.join(', ')}]`;
    case 'call':
      return `${node.name}(${texts.join(', ')})`;
    case 'unary':
      return printUnary(node, texts[0]);
    case 'logic': {
      const needed = BINDING[node.operator] + 1;
      return node.operands
        .map((part, index) => inPlace(part, texts[index], needed))
        .join(` ${node.operator} `);
    }
    case 'binary':
      return printBinary(node, texts);
    case 'conditional':
      return `${inPlace(node.test, texts[0], BINDING.or)} ? ${texts[1]} : ${texts[2]}`;
  }
}

/** The shortest text that parses to the same tree, operators in this grammar's spelling. */
export function printNode(node: Node): string {
  return printFrom(node, childrenOf(node).map(printNode));
}
