import type { BinaryOperator, LogicOperator, Node } from '../formula/ast.ts';
import { isPlainName, quoteText } from '../formula/token.ts';

/** Trees made without a source have no places in one. */
const start = 0;

/**
 * A number as a formula has it: negative ones are a sign before a literal.
 *
 * @throws RangeError for NaN and the infinities, which no formula can write.
 */
export function numberNode(value: number): Node {
  if (!Number.isFinite(value)) throw new RangeError(`${value} cannot stand in a formula`);
  if (value < 0) return { kind: 'unary', operator: '-', operand: numberNode(-value), start };
  return { kind: 'literal', value, text: String(value), start };
}

export function textNode(value: string): Node {
  return { kind: 'literal', value, text: quoteText(value), start };
}

export function nullNode(): Node {
  return { kind: 'literal', value: null, text: 'null', start };
}

export function callNode(name: string, args: readonly Node[]): Node {
  return { kind: 'call', name, args, start };
}

/** An attribute's last known value; a name that a formula cannot spell is read by `value`. */
export function attributeNode(name: string): Node {
  if (isPlainName(name)) return { kind: 'attribute', name, start };
  return sampleNode(name, 0, 'valid');
}

export function sampleNode(name: string, index: number, mode: 'all' | 'valid'): Node {
  return callNode('value', [textNode(name), numberNode(index), textNode(mode)]);
}

export function binaryNode(operator: BinaryOperator, left: Node, right: Node): Node {
  return { kind: 'binary', operator, left, right, start };
}

export function notNode(operand: Node): Node {
  return { kind: 'unary', operator: 'not', operand, start };
}

export function listNode(items: readonly Node[]): Node {
  return { kind: 'list', items, start };
}

/** One operand stays itself; operands that are chains of the same operator become part of this one. */
export function logicNode(operator: LogicOperator, parts: readonly Node[]): Node | undefined {
  const operands = parts.flatMap((part) =>
    part.kind === 'logic' && part.operator === operator ? part.operands : [part],
  );
  return operands.length > 1 ? { kind: 'logic', operator, operands, start } : operands[0];
}
