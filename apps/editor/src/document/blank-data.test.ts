import type { FlowNode } from '@signalbox/flow';
import { nodeDefinitions } from '@signalbox/nodes';
import { expect, test } from 'vitest';
import { blankData } from './blank-data.ts';

function blank(type: string, others: readonly FlowNode[] = []): FlowNode['data'] {
  const definition = nodeDefinitions.get(type);
  if (definition === undefined) throw new TypeError('There is no such type');
  return blankData(definition, others);
}

const named = (id: number, name: string): FlowNode => ({ id, type: 'logic', data: { name } });

test('a new rule keeps its result under a name of its own', () => {
  expect(blank('logic')).toMatchObject({ title: 'Logic', name: 'logic_1' });
  expect(blank('logic', [named(1, 'logic_1'), named(2, 'speeding')])).toMatchObject({ name: 'logic_2' });
  expect(blank('logic', [named(1, 'logic_12')])).toMatchObject({ name: 'logic_1' });
});

test('a name that another node writes among others is taken too', () => {
  const other: FlowNode = { id: 1, type: 'initiate_attributes', data: { items: [{ name: 'logic_1' }] } };
  expect(blank('logic', [other])).toMatchObject({ name: 'logic_2' });
});
