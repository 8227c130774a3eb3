import type { BinaryOperator, LogicOperator, Node } from './ast.ts';

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

function inPlace(node: Node, needed: number): string {
  return bindingOf(node) < needed ? `(${printNode(node)})` : printNode(node);
}

function printAll(nodes: readonly Node[]): string {
  return nodes.map(printNode).join(', ');
}

function printBinary(operator: BinaryOperator, left: Node, right: Node): string {
  const binding = BINDING[operator];
  if (operator === '^') return `${inPlace(left, ATOM)} ^ ${inPlace(right, UNARY)}`;
  return `${inPlace(left, binding)} ${operator} ${inPlace(right, binding + 1)}`;
}

/** The shortest text that parses to the same tree, operators in this grammar's spelling. */
export function printNode(node: Node): string {
  switch (node.kind) {
    case 'literal':
      return node.text;
    case 'attribute':
      return node.name;
    case 'list':
      return `[${printAll(node.items)}]`;
    case 'call':
      return `${node.name}(${printAll(node.args)})`;
    case 'unary':
      // The grammar reads `not (a) ^ 2` as `(not a) ^ 2`, so only an atom goes bare.
      if (node.operator === 'not') return `not ${inPlace(node.operand, ATOM)}`;
      return `${node.operator}${inPlace(node.operand, UNARY)}`;
    case 'logic':
      return node.operands
        .map((part) => inPlace(part, BINDING[node.operator] + 1))
        .join(` ${node.operator} `);
    case 'binary':
      return printBinary(node.operator, node.left, node.right);
    case 'conditional':
      return `${inPlace(node.test, 1)} ? ${printNode(node.yes)} : ${printNode(node.no)}`;
  }
}
