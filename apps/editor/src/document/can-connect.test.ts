import type { FlowEdge } from '@signalbox/flow';
import { expect, test } from 'vitest';
import { fixtureDefinitions, fixtureDocument, fixtureNode } from '../testing/fixture-nodes.ts';
import { canConnect } from './can-connect.ts';

function answer(edge: FlowEdge): true | string {
  const base = fixtureDocument();
  const document = {
    ...base,
    nodes: [...base.nodes, fixtureNode(5, 'fixture_condition'), fixtureNode(6, 'from_the_future')],
    edges: [...base.edges, { from: 2, to: 5, type: 'else_edge' as const }],
  };
  const result = canConnect(document, fixtureDefinitions, edge);
  return result.isAllowed || result.reason;
}

test.each<[string, FlowEdge]>([
  ['the trigger to the second condition', { from: 1, to: 5, type: 'simple_edge' }],
  ['another port between connected nodes', { from: 2, to: 3, type: 'else_edge' }],
  ['a second way to a node', { from: 5, to: 3, type: 'then_edge' }],
])('%s may be connected', (_name, edge) => {
  expect(answer(edge)).toBe(true);
});

test.each<[string, FlowEdge, RegExp]>([
  ['a node to itself', { from: 2, to: 2, type: 'then_edge' }, /itself/],
  ['what is connected', { from: 1, to: 2, type: 'simple_edge' }, /already/],
  ['a circle', { from: 5, to: 2, type: 'then_edge' }, /circle/],
  ['a trigger as target', { from: 2, to: 1, type: 'then_edge' }, /takes no wire/],
  ['a note as target', { from: 2, to: 4, type: 'then_edge' }, /takes no wire/],
  ['a node without outputs', { from: 3, to: 5, type: 'simple_edge' }, /ends at/],
  ['a port that the node lacks', { from: 1, to: 5, type: 'then_edge' }, /no port/],
  ['a node type that is not known', { from: 6, to: 5, type: 'simple_edge' }, /not known/],
  ['a node that is gone', { from: 1, to: 99, type: 'simple_edge' }, /gone/],
])('%s is refused with the reason', (_name, edge, reason) => {
  expect(answer(edge)).toMatch(reason);
});
