/** A literal's value; `null` is the literal `null`. */
export type Scalar = string | number | boolean | null;

const ORDER_OPERATORS = ['<', '<=', '>', '>='] as const;
export const ARITHMETIC_OPERATORS = ['+', '-', '*', '/', '%', '^'] as const;
export const BINARY_OPERATORS = ['==', '!=', 'in', ...ORDER_OPERATORS, ...ARITHMETIC_OPERATORS] as const;
export const UNARY_OPERATORS = ['-', '+', 'not'] as const;

export type BinaryOperator = (typeof BINARY_OPERATORS)[number];
export type UnaryOperator = (typeof UNARY_OPERATORS)[number];
export type LogicOperator = 'and' | 'or';

export interface LiteralNode {
  readonly kind: 'literal';
  readonly value: Scalar;
  /** As the author wrote it: `0xFF` stays `0xFF`. */
  readonly text: string;
  readonly start: number;
}

interface AttributeNode {
  readonly kind: 'attribute';
  readonly name: string;
  readonly start: number;
}

interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly start: number;
}

export interface CallNode {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Node[];
  readonly start: number;
}

export interface UnaryNode {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Node;
  readonly start: number;
}

/** `a and b and c` is one node with three operands. */
interface LogicNode {
  readonly kind: 'logic';
  readonly operator: LogicOperator;
  readonly operands: readonly Node[];
  readonly start: number;
}

export interface BinaryNode {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Node;
  readonly right: Node;
  readonly start: number;
}

interface ConditionalNode {
  readonly kind: 'conditional';
  readonly test: Node;
  readonly yes: Node;
  readonly no: Node;
  readonly start: number;
}

/** A formula as a tree. `start` is the offset of its first character, parentheses left out. */
export type Node =
  | LiteralNode
  | AttributeNode
  | ListNode
  | CallNode
  | UnaryNode
  | LogicNode
  | BinaryNode
  | ConditionalNode;

/** The parts of a node, from left to right. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'literal':
    case 'attribute':
      return [];
    case 'list':
      return node.items;
    case 'call':
      return node.args;
    case 'unary':
      return [node.operand];
    case 'logic':
      return node.operands;
    case 'binary':
      return [node.left, node.right];
    case 'conditional':
      return [node.test, node.yes, node.no];
  }
}

/** True for the literal `null`, which asks for absence when it is compared. */
export function isNullLiteral(node: Node): boolean {
  return node.kind === 'literal' && node.value === null;
}
