import type { Node } from '../formula/ast.ts';
import { readFormula } from '../formula/formula.ts';
import { FormulaError } from '../problem.ts';
import { readRow } from './read-row.ts';
import type { RangeRow, Row, RowGroup, RowItem } from './rows.ts';

/** A group with nothing in it, as the builder begins. */
const EMPTY_GROUP: RowGroup = { kind: 'group', match: 'all', negated: false, items: [] };

/**
 * The rows that a formula shows as, or `null` where it says something that rows cannot show.
 * It reads back whatever `formulaOf` writes; a group inside a group of the same kind, or of one
 * row, becomes part of the one around it, and `x >= a and x <= b` is one row. An empty formula
 * has no rows.
 */
export function rowsOf(formula: string): RowGroup | null {
  if (formula.trim() === '') return EMPTY_GROUP;
  try {
    return readGroup(readFormula(formula));
  } catch (error) {
    if (error instanceof FormulaError) return null;
    throw error;
  }
}

function readGroup(node: Node): RowGroup | null {
  const item = readItem(node);
  if (item === null) return null;
  return item.kind === 'group' ? item : { ...EMPTY_GROUP, items: [item] };
}

function readItem(node: Node): RowItem | null {
  if (node.kind === 'unary' && node.operator === 'not') return readNegation(node.operand);
  if (node.kind !== 'logic') return readRow(node);
  const found = node.operands.map(readItem);
  const read = found.filter((item) => item !== null);
  if (read.length < found.length) return null;
  const match = node.operator === 'and' ? 'all' : 'any';
  const items = match === 'all' ? joinRanges(read) : read;
  const [only, ...more] = items;
  if (only !== undefined && more.length === 0) return only;
  return { kind: 'group', match, negated: false, items };
}

function readNegation(operand: Node): RowItem | null {
  const item = readItem(operand);
  if (item === null) return null;
  if (item.kind === 'group' && !item.negated) return { ...item, negated: true };
  const row = item.kind === 'group' ? null : opposite(item);
  return row ?? { ...EMPTY_GROUP, negated: true, items: [item] };
}

/** The row that says the contrary, for those that have one. */
function opposite(row: Row): Row | null {
  switch (row.kind) {
    case 'state':
      return row.operator === 'is_true' ? { ...row, operator: 'is_false' } : null;
    case 'list':
      return row.operator === 'in' ? { ...row, operator: 'not_in' } : null;
    case 'text':
      return row.operator === 'contains' ? { ...row, operator: 'not_contains' } : null;
    case 'geofence':
      return row.operator === 'inside' ? { ...row, operator: 'outside' } : null;
    case 'compare':
    case 'range':
      return null;
  }
}

/** `x >= a` directly before `x <= b` is `x between a and b`. */
function joinRanges(items: readonly RowItem[]): readonly RowItem[] {
  const joined: RowItem[] = [];
  for (const item of items) {
    const last = joined.at(-1);
    const range = last === undefined ? null : rangeOf(last, item);
    if (range === null) joined.push(item);
    else joined.splice(-1, 1, range);
  }
  return joined;
}

function rangeOf(from: RowItem, to: RowItem): RangeRow | null {
  if (from.kind !== 'compare' || to.kind !== 'compare' || from.attribute !== to.attribute) return null;
  if (from.operator !== '>=' || to.operator !== '<=') return null;
  return { kind: 'range', attribute: from.attribute, operator: 'between', low: from.value, high: to.value };
}
