import type { Node } from '../formula/ast.ts';
import type { RowValue } from './rows.ts';
import type { UnitStep } from './units.ts';
import { unitOfSteps } from './units.ts';

/** The text of a literal; `null` for anything else. */
export function readText(node: Node | undefined): string | null {
  return node?.kind === 'literal' && typeof node.value === 'string' ? node.value : null;
}

/** A number written as one, with its sign; `PI` and `E` are names and stay in the formula. */
export function readNumber(node: Node): number | null {
  if (node.kind === 'unary' && node.operator === '-') {
    const { operand } = node;
    return operand.kind === 'unary' ? null : negated(readNumber(operand));
  }
  if (node.kind !== 'literal' || typeof node.value !== 'number') return null;
  return Number(node.text) === node.value || node.text.startsWith('0b') ? node.value : null;
}

function negated(value: number | null): number | null {
  return value === null ? null : 0 - value;
}

/** A constant with the unit that its conversion names; `null` for what a row cannot show. */
export function readValue(node: Node): RowValue | null {
  const text = readText(node);
  if (text !== null) return { type: 'text', value: text };
  const steps: UnitStep[] = [];
  let inner = node;
  while (inner.kind === 'binary') {
    const { operator } = inner;
    const by = readNumber(inner.right);
    if (by === null || (operator !== '-' && operator !== '*' && operator !== '/')) return null;
    steps.unshift([operator, by]);
    inner = inner.left;
  }
  const value = readNumber(inner);
  const unit = unitOfSteps(steps);
  if (value === null) return null;
  if (unit !== undefined) return { type: 'number', value, unit };
  return steps.length === 0 ? { type: 'number', value } : null;
}
