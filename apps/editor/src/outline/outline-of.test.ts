import type { FlowDocument, FlowEdge } from '@signalbox/flow';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { edgeKey } from '../document/operations.ts';
import { fixtureDefinitions, fixtureDocument, fixtureNode } from '../testing/fixture-nodes.ts';
import { outlineOf } from './outline-of.ts';

function flow(
  nodes: readonly (readonly [id: number, type: string])[],
  edges: readonly FlowEdge[],
): FlowDocument {
  return {
    ...fixtureDocument(),
    nodes: nodes.map(([id, type]) => fixtureNode(id, `fixture_${type}`)),
    edges: [...edges],
  };
}

const next = (from: number, to: number): FlowEdge => ({ from, to, type: 'simple_edge' });
const then = (from: number, to: number): FlowEdge => ({ from, to, type: 'then_edge' });
const otherwise = (from: number, to: number): FlowEdge => ({ from, to, type: 'else_edge' });

/** `  3` for node 3 behind one branching. */
function read(document: FlowDocument): readonly string[] {
  return outlineOf(document, fixtureDefinitions).map(({ node, depth }) => '  '.repeat(depth) + node.id);
}

test.each<[string, FlowDocument, readonly string[]]>([
  ['a note comes last', fixtureDocument(), ['1', '2', '  3', '4']],
  [
    'a branch is read to its end before the next one',
    flow(
      [
        [9, 'trigger'],
        [5, 'condition'],
        [2, 'condition'],
        [3, 'action'],
        [4, 'action'],
      ],
      [next(9, 5), otherwise(5, 4), then(5, 2), then(2, 3)],
    ),
    ['9', '5', '  2', '    3', '  4'],
  ],
  [
    'a node reached twice stands where it is reached first',
    flow(
      [
        [1, 'trigger'],
        [2, 'condition'],
        [3, 'action'],
      ],
      [next(1, 2), otherwise(2, 3), then(2, 3)],
    ),
    ['1', '2', '  3'],
  ],
  [
    'several wires at one port are a branching too',
    flow(
      [
        [1, 'trigger'],
        [2, 'action'],
        [3, 'action'],
      ],
      [next(1, 3), next(1, 2)],
    ),
    ['1', '  2', '  3'],
  ],
  [
    'triggers begin, then what no trigger leads to, then what stands alone',
    flow(
      [
        [1, 'action'],
        [2, 'condition'],
        [3, 'action'],
        [4, 'trigger'],
        [5, 'note'],
      ],
      [then(2, 3)],
    ),
    ['4', '2', '  3', '1', '5'],
  ],
  [
    'a circle is read from its lowest number',
    flow(
      [
        [3, 'condition'],
        [2, 'condition'],
      ],
      [then(2, 3), then(3, 2)],
    ),
    ['2', '  3'],
  ],
])('%s', (_fact, document, expected) => {
  expect(read(document)).toEqual(expected);
});

test('an entry says by which wire it is come to, and whether it is loose', () => {
  const entries = outlineOf(fixtureDocument(), fixtureDefinitions);
  expect(entries.map(({ arrival, isLoose }) => [arrival?.type ?? null, isLoose])).toEqual([
    [null, false],
    ['simple_edge', false],
    ['then_edge', false],
    [null, true],
  ]);
});

test('a port without a wire is there, and so is a wire whose port the type does not have', () => {
  const [, condition, action] = outlineOf(
    flow(
      [
        [1, 'trigger'],
        [2, 'condition'],
        [3, 'action'],
      ],
      [next(1, 2), then(2, 3), next(3, 7)],
    ),
    fixtureDefinitions,
  );
  expect(condition?.ways).toEqual([
    { port: 'then_edge', wires: [then(2, 3)] },
    { port: 'else_edge', wires: [] },
  ]);
  expect(action?.ways).toEqual([{ port: 'simple_edge', wires: [next(3, 7)] }]);
});

const TYPES = ['trigger', 'condition', 'action', 'note', 'unheard_of'];

const anyFlow: fc.Arbitrary<FlowDocument> = fc
  .uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 25 })
  .chain((ids) => {
    const id = ids.length === 0 ? fc.constant(1) : fc.constantFrom(...ids);
    const edge = fc.record({
      from: id,
      to: id,
      type: fc.constantFrom('simple_edge' as const, 'then_edge' as const, 'else_edge' as const),
    });
    return fc
      .record({
        types: fc.array(fc.constantFrom(...TYPES), { minLength: ids.length, maxLength: ids.length }),
        edges: fc.uniqueArray(edge, { maxLength: ids.length === 0 ? 0 : 40, selector: edgeKey }),
      })
      .map(({ types, edges }) =>
        flow(
          ids.map((nodeId, index) => [nodeId, types[index] ?? ''] as const),
          edges,
        ),
      );
  });

test('every node is one entry and every wire stands once, whatever is drawn', () => {
  fc.assert(
    fc.property(anyFlow, (document) => {
      const entries = outlineOf(document, fixtureDefinitions);
      const ids = entries.map(({ node }) => String(node.id));
      expect(ids.toSorted()).toEqual(document.nodes.map(({ id }) => String(id)).toSorted());
      const wires = entries.flatMap(({ ways }) => ways.flatMap((way) => way.wires.map(edgeKey)));
      expect(wires.toSorted()).toEqual(document.edges.map(edgeKey).toSorted());
    }),
  );
});

test('an entry stands behind the one that its wire comes from', () => {
  fc.assert(
    fc.property(anyFlow, (document) => {
      const seen = new Set<number>();
      for (const { node, arrival } of outlineOf(document, fixtureDefinitions)) {
        expect(arrival === null || seen.has(arrival.from)).toBe(true);
        seen.add(node.id);
      }
    }),
  );
});

test('neither the order of the lists nor the places of the nodes change it', () => {
  fc.assert(
    fc.property(anyFlow, fc.integer({ min: -500, max: 500 }), (document, x) => {
      const turned: FlowDocument = {
        ...document,
        nodes: document.nodes
          .map((node) => ({ ...node, view: { position: { x: x - node.id, y: x } } }))
          .toReversed(),
        edges: document.edges.toReversed(),
      };
      const order = (flowDocument: FlowDocument): unknown =>
        outlineOf(flowDocument, fixtureDefinitions).map(({ node, depth, arrival, ways }) => ({
          id: node.id,
          depth,
          arrival,
          ports: ways.filter(({ wires }) => wires.length > 0).length,
        }));
      expect(order(turned)).toEqual(order(document));
    }),
  );
});

test('a chain of ten thousand nodes is read', () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => index + 1);
  const document = flow(
    ids.map((id) => [id, 'condition']),
    ids.slice(1).map((id) => then(id - 1, id)),
  );
  expect(outlineOf(document, fixtureDefinitions)).toHaveLength(10_000);
});
