import type { PublishedFlow } from '@signalbox/flow';
import { expect, test } from 'vitest';
import { compileFlow } from './compile.ts';
import { Driver, SPEEDING, VAN, flowOf } from './testing/driver.ts';
import { fakeCatalogue } from './testing/fake-nodes.ts';
import type { Script } from './testing/fake-nodes.ts';

function without(flow: PublishedFlow, id: number): PublishedFlow {
  const nodes = flow.document.nodes.map((node) => (node.id === id ? { ...node, disabled: true } : node));
  return { ...flow, document: { ...flow.document, nodes } };
}

function visited(driver: Driver): number[] {
  return driver.record(0, { speed: 90 }).visits.map(({ nodeId }) => nodeId);
}

test.each([
  { off: 2, runs: [1] },
  { off: 3, runs: [1, 2] },
  { off: 4, runs: [1, 2, 3] },
])('a message stops before node $off when it is switched off', ({ off, runs }) => {
  expect(visited(new Driver([without(SPEEDING, off)]))).toEqual(runs);
});

test('a start that is switched off chooses no source', () => {
  const flow = compileFlow(without(SPEEDING, 1), fakeCatalogue());
  expect(flow.bind(VAN)).toBeNull();
  expect(flow.candidates).toEqual([]);
});

test('another way round a node that is switched off is still taken', () => {
  const flow = flowOf({
    nodes: {
      1: ['start', { all: true }],
      2: ['limit', { name: 'a', above: 1 }],
      3: ['output', { number: 1, value: true }],
    },
    edges: [
      [1, 2],
      [2, 3, 'then_edge'],
      [1, 3],
    ],
  });
  expect(visited(new Driver([without(flow, 2)]))).toEqual([1, 3]);
});

test('a node that is switched off may hold what cannot run', () => {
  const flow = flowOf({
    nodes: { 1: ['start', { all: true }], 2: ['teleport', { to: 'mars' }] },
    edges: [[1, 2]],
  });
  expect(() => compileFlow(flow, fakeCatalogue())).toThrow(/unknown type "teleport"/);
  expect(visited(new Driver([without(flow, 2)]))).toEqual([1]);
});

test('the outcome of a delivery leads nowhere once its node is switched off', () => {
  const seen: Script = () => null;
  const flow = flowOf({
    nodes: {
      1: ['start', { all: true }],
      2: ['output', { number: 1, value: true }],
      3: ['script', { script: 'seen' }],
    },
    edges: [
      [1, 2],
      [2, 3, 'success_edge'],
    ],
  });
  const driver = new Driver([flow], { seen });
  expect(driver.outcome(1, 2).visits.map(({ nodeId }) => nodeId)).toEqual([3]);
  expect(new Driver([without(flow, 2)], { seen }).outcome(1, 2).visits).toEqual([]);
});
