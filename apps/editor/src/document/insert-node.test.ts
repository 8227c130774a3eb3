import { describe, expect, test } from 'vitest';
import { fixtureDefinitions, fixtureDocument, fixtureNode } from '../testing/fixture-nodes.ts';
import { bridgesOver } from './bridges.ts';
import { removeAndReconnect } from './commands.ts';
import { createDocumentStore } from './document-store.ts';
import { downstream, edgesAt, fitsPlace, insertNode } from './insert-node.ts';
import type { Place } from './insert-node.ts';

const wire = { from: 1, to: 2, type: 'simple_edge' } as const;
const within: Place = { kind: 'within', edge: wire };
const behind: Place = { kind: 'end', end: { nodeId: 2, side: 'output', key: 'else_edge' } };
const before: Place = { kind: 'end', end: { nodeId: 3, side: 'input', key: 'in' } };

function definition(type: string) {
  const found = fixtureDefinitions.definition(type);
  if (found === undefined) throw new Error(`There is no ${type}`);
  return found;
}

describe('what fits', () => {
  test.each([
    { place: within, fitting: ['fixture_condition'] },
    { place: behind, fitting: ['fixture_condition', 'fixture_action'] },
    { place: before, fitting: ['fixture_trigger', 'fixture_condition'] },
  ])('at a place of kind $place.kind: $fitting', ({ place, fitting }) => {
    const all = ['fixture_trigger', 'fixture_condition', 'fixture_action', 'fixture_note'];
    expect(all.filter((type) => fitsPlace(definition(type), place))).toEqual(fitting);
  });

  test('alone, everything does', () => {
    expect(fitsPlace(definition('fixture_note'), { kind: 'alone' })).toBe(true);
  });
});

describe('a node that is inserted', () => {
  test('splits the wire that it is put into, and one undo takes all of it back', () => {
    const store = createDocumentStore(fixtureDocument());
    const node = fixtureNode(9, 'fixture_condition');
    const edges = edgesAt(node, definition(node.type), within);
    store.run(insertNode({ node, edges, place: within, moved: new Map([[2, { x: 700, y: 0 }]]) }));
    const { document } = store.state.getState();
    expect(document.edges).toEqual([
      { from: 2, to: 3, type: 'then_edge' },
      { from: 1, to: 9, type: 'simple_edge' },
      { from: 9, to: 2, type: 'then_edge' },
    ]);
    expect(document.nodes[1]?.view?.position).toEqual({ x: 700, y: 0 });
    store.undo();
    expect(store.state.getState().document).toEqual(fixtureDocument());
  });

  test.each([
    { place: behind, edges: [{ from: 2, to: 9, type: 'else_edge' }] },
    { place: before, edges: [{ from: 9, to: 3, type: 'then_edge' }] },
    { place: { kind: 'alone' } as const, edges: [] },
  ])('is tied to its place: $edges', ({ place, edges }) => {
    expect(edgesAt(fixtureNode(9, 'fixture_condition'), definition('fixture_condition'), place)).toEqual(
      edges,
    );
  });

  test('makes room by what follows, not by what stands beside', () => {
    expect(downstream(fixtureDocument(), 2)).toEqual(new Set([2, 3]));
  });
});

describe('deleting and reconnecting', () => {
  test('ties what led to the node to what it led to', () => {
    const document = fixtureDocument();
    const store = createDocumentStore(document);
    store.run(removeAndReconnect([2], bridgesOver(document, new Set([2]), fixtureDefinitions)));
    expect(store.state.getState().document.edges).toEqual([{ from: 1, to: 3, type: 'simple_edge' }]);
    store.undo();
    expect(store.state.getState().document).toEqual(document);
  });

  test('draws no wire twice, and none where nothing follows', () => {
    const base = fixtureDocument();
    const doubled = { ...base, edges: [...base.edges, { from: 1, to: 3, type: 'simple_edge' as const }] };
    expect(bridgesOver(doubled, new Set([2]), fixtureDefinitions)).toEqual([]);
    expect(bridgesOver(base, new Set([3]), fixtureDefinitions)).toEqual([]);
  });
});
