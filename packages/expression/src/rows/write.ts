import type { Node } from '../formula/ast.ts';
import { printNode } from '../formula/print.ts';
import {
  attributeNode,
  binaryNode,
  callNode,
  listNode,
  logicNode,
  notNode,
  nullNode,
  numberNode,
  sampleNode,
  textNode,
} from './nodes.ts';
import type {
  GeofenceRow,
  ListRow,
  RangeRow,
  Row,
  RowGroup,
  RowItem,
  RowValue,
  StateRow,
  TextRow,
} from './rows.ts';
import { withUnit } from './units.ts';

/**
 * The formula of a group of rows: empty when it has no row, groups without a row are left out.
 * It may be longer than a formula can be; checking it says so.
 *
 * @throws RangeError for a number that is not finite.
 */
export function formulaOf(group: RowGroup): string {
  const node = groupNode(group);
  return node === undefined ? '' : printNode(node);
}

function groupNode({ match, negated, items }: RowGroup): Node | undefined {
  const parts = items.map(itemNode).filter((part) => part !== undefined);
  const node = logicNode(match === 'all' ? 'and' : 'or', parts);
  return negated && node !== undefined ? notNode(node) : node;
}

function itemNode(item: RowItem): Node | undefined {
  return item.kind === 'group' ? groupNode(item) : rowNode(item);
}

function rowNode(row: Row): Node | undefined {
  switch (row.kind) {
    case 'compare':
      return binaryNode(row.operator, attributeNode(row.attribute), valueNode(row.value));
    case 'range':
      return rangeNode(row);
    case 'list':
      return listRowNode(row);
    case 'text':
      return textRowNode(row);
    case 'state':
      return stateNode(row);
    case 'geofence':
      return geofenceNode(row);
  }
}

function valueNode(value: RowValue): Node {
  return value.type === 'text' ? textNode(value.value) : withUnit(value.value, value.unit);
}

function rangeNode({ attribute, low, high }: RangeRow): Node | undefined {
  const name = attributeNode(attribute);
  return logicNode('and', [binaryNode('>=', name, valueNode(low)), binaryNode('<=', name, valueNode(high))]);
}

function listRowNode({ attribute, operator, values }: ListRow): Node {
  const isIn = binaryNode('in', attributeNode(attribute), listNode(values.map(valueNode)));
  return operator === 'in' ? isIn : notNode(isIn);
}

function textRowNode({ attribute, operator, text }: TextRow): Node {
  const args = [attributeNode(attribute), textNode(text)];
  switch (operator) {
    case 'contains':
      return callNode('contains', args);
    case 'not_contains':
      return notNode(callNode('contains', args));
    case 'starts_with':
      return callNode('startsWith', args);
    case 'ends_with':
      return callNode('endsWith', args);
  }
}

function stateNode({ attribute, operator }: StateRow): Node {
  switch (operator) {
    case 'is_true':
      return attributeNode(attribute);
    case 'is_false':
      return notNode(attributeNode(attribute));
    case 'exists':
      return binaryNode('!=', attributeNode(attribute), nullNode());
    case 'missing':
      return binaryNode('==', attributeNode(attribute), nullNode());
    case 'changed':
      return binaryNode('!=', sampleNode(attribute, 0, 'all'), sampleNode(attribute, 1, 'valid'));
  }
}

function geofenceNode({ operator, geofenceId }: GeofenceRow): Node {
  const id = [numberNode(geofenceId)];
  switch (operator) {
    case 'inside':
      return callNode('inGeofence', id);
    case 'outside':
      return notNode(callNode('inGeofence', id));
    case 'enters':
      return callNode('enterGeofence', id);
    case 'leaves':
      return callNode('leaveGeofence', id);
  }
}
