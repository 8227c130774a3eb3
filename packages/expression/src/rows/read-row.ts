import type { BinaryNode, CallNode, Node } from '../formula/ast.ts';
import { printNode } from '../formula/print.ts';
import { isPlainName } from '../formula/token.ts';
import { sampleNode } from './nodes.ts';
import { readNumber, readText, readValue } from './read-value.ts';
import type { Row, RowOperatorOf, StateRow } from './rows.ts';

/** The single row that a part of a formula is; `null` for none. */
export function readRow(node: Node): Row | null {
  const attribute = readAttribute(node);
  if (attribute !== null) return { kind: 'state', attribute, operator: 'is_true' };
  if (node.kind === 'call') return readCall(node);
  return node.kind === 'binary' ? readComparison(node) : null;
}

/** The attribute whose last known value this is. */
function readAttribute(node: Node): string | null {
  if (node.kind === 'attribute') return node.name;
  const name = nameOfSample(node, 0, 'valid');
  return name === null || isPlainName(name) ? null : name;
}

function nameOfSample(node: Node, index: number, mode: 'all' | 'valid'): string | null {
  if (node.kind !== 'call' || node.name !== 'value') return null;
  const name = readText(node.args[0]);
  return name !== null && printNode(sampleNode(name, index, mode)) === printNode(node) ? name : null;
}

const GEOFENCE_CALLS: ReadonlyMap<string, RowOperatorOf<'geofence'>> = new Map([
  ['inGeofence', 'inside'],
  ['enterGeofence', 'enters'],
  ['leaveGeofence', 'leaves'],
]);

const TEXT_CALLS: ReadonlyMap<string, RowOperatorOf<'text'>> = new Map([
  ['contains', 'contains'],
  ['startsWith', 'starts_with'],
  ['endsWith', 'ends_with'],
]);

function readCall({ name, args }: CallNode): Row | null {
  const [first, second, ...rest] = args;
  if (first === undefined || rest.length > 0) return null;
  const onGeofence = GEOFENCE_CALLS.get(name);
  if (onGeofence !== undefined) {
    const geofenceId = second === undefined ? readNumber(first) : null;
    return geofenceId === null ? null : { kind: 'geofence', operator: onGeofence, geofenceId };
  }
  const onText = TEXT_CALLS.get(name);
  const attribute = readAttribute(first);
  const text = readText(second);
  if (onText === undefined || attribute === null || text === null) return null;
  return { kind: 'text', attribute, operator: onText, text };
}

function readComparison(node: BinaryNode): Row | null {
  if (node.operator === 'in') return readMembership(node);
  const changed = readChange(node);
  if (changed !== null) return changed;
  const [left, operator, right] = attributeFirst(node);
  const attribute = readAttribute(left);
  const comparison = COMPARISONS.find((known) => known === operator);
  if (attribute === null || comparison === undefined) return null;
  if (right.kind === 'literal' && (right.value === null || typeof right.value === 'boolean')) {
    return readState(attribute, comparison, right.value);
  }
  const value = readValue(right);
  return value === null ? null : { kind: 'compare', attribute, operator: comparison, value };
}

const COMPARISONS: readonly RowOperatorOf<'compare'>[] = ['==', '!=', '<', '<=', '>', '>='];

const MIRRORED: ReadonlyMap<string, RowOperatorOf<'compare'>> = new Map([
  ['<', '>'],
  ['<=', '>='],
  ['>', '<'],
  ['>=', '<='],
]);

/** `80 < speed` as `speed > 80`. */
function attributeFirst({ left, operator, right }: BinaryNode): readonly [Node, string, Node] {
  if (readAttribute(left) !== null) return [left, operator, right];
  return [right, MIRRORED.get(operator) ?? operator, left];
}

function readState(
  attribute: string,
  operator: RowOperatorOf<'compare'>,
  value: boolean | null,
): StateRow | null {
  if (operator !== '==' && operator !== '!=') return null;
  const equal = operator === '==';
  if (value === null) return { kind: 'state', attribute, operator: equal ? 'missing' : 'exists' };
  return { kind: 'state', attribute, operator: equal === value ? 'is_true' : 'is_false' };
}

function readChange({ operator, left, right }: BinaryNode): StateRow | null {
  const attribute = operator === '!=' ? nameOfSample(left, 0, 'all') : null;
  if (attribute === null || nameOfSample(right, 1, 'valid') !== attribute) return null;
  return { kind: 'state', attribute, operator: 'changed' };
}

function readMembership({ left, right }: BinaryNode): Row | null {
  const attribute = readAttribute(left);
  if (attribute === null || right.kind !== 'list') return null;
  const values = right.items.map(readValue).filter((value) => value !== null);
  if (values.length < right.items.length) return null;
  return { kind: 'list', attribute, operator: 'in', values };
}
