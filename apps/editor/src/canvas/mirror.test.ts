import * as fc from 'fast-check';
import { NodeEditor } from 'rete';
import { expect, test } from 'vitest';
import * as commands from '../document/commands.ts';
import type { Point } from '../document/commands.ts';
import { createDocumentStore } from '../document/document-store.ts';
import { edgeKey } from '../document/operations.ts';
import { addNode } from '../testing/commands.ts';
import { fixtureDefinitions, fixtureDocument, fixtureNode } from '../testing/fixture-nodes.ts';
import { createChangeQueue } from './change-queue.ts';
import { createMirror } from './mirror.ts';
import type { Schemes } from './scheme.ts';

function drawing() {
  const editor = new NodeEditor<Schemes>();
  const positions = new Map<string, Point>();
  const mirror = createMirror(
    editor,
    {
      translate: async (id, position) => positions.set(id, position),
      positionOf: (id) => positions.get(id),
    },
    fixtureDefinitions,
  );
  return { editor, mirror, positions };
}

function sortedIds(items: readonly { readonly id: string }[]): readonly string[] {
  return items.map((item) => item.id).toSorted((a, b) => (a < b ? -1 : 1));
}

/** What a user does without waiting for the canvas: held keys, quick clicks. */
const gesture = fc.oneof(
  fc.constantFrom('undo' as const, 'redo' as const),
  fc.integer({ min: 1, max: 8 }).map((id) => commands.removeItems([id], [])),
  fc.integer({ min: 1, max: 8 }).map((id) => addNode(fixtureNode(id, 'fixture_condition'))),
  fc
    .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }))
    .map(([from, to]) => commands.connect({ from, to, type: 'then_edge' })),
  fc.integer({ min: 1, max: 8 }).map((id) => commands.moveNodes(new Map([[id, { x: id, y: id }]]))),
);

test('after any burst of gestures Rete shows exactly the document', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(gesture, { maxLength: 40 }), async (gestures) => {
      const store = createDocumentStore(fixtureDocument());
      const { editor, mirror, positions } = drawing();
      const queue = createChangeQueue((error) => {
        throw error;
      });
      const draw = () => queue.add(() => mirror.apply(store.state.getState().document));
      draw();
      store.state.subscribe(draw);
      for (const step of gestures) {
        if (step === 'undo') store.undo();
        else if (step === 'redo') store.redo();
        else store.run(step);
        // Some drawing happens between gestures, but never all of it.
        await Promise.resolve();
      }
      await queue.idle();
      const { nodes, edges } = store.state.getState().document;
      expect(sortedIds(editor.getNodes())).toEqual(sortedIds(nodes.map(({ id }) => ({ id: String(id) }))));
      expect(sortedIds(editor.getConnections())).toEqual(
        sortedIds(edges.map((edge) => ({ id: edgeKey(edge) }))),
      );
      for (const node of nodes) expect(positions.get(String(node.id))).toEqual(node.view?.position);
    }),
    { numRuns: 60 },
  );
});

test('a wire that should not be there is drawn and can be taken away', async () => {
  const { editor, mirror } = drawing();
  const base = fixtureDocument();
  await mirror.apply(base);
  await mirror.apply({ ...base, edges: [...base.edges, { from: 3, to: 1, type: 'simple_edge' }] });
  expect(editor.getConnections()).toHaveLength(3);
  await mirror.apply(base);
  expect(editor.getConnections()).toHaveLength(2);
});

test('a node of an unknown type keeps the ports that its wires leave by', async () => {
  const { editor, mirror } = drawing();
  const base = fixtureDocument();
  await mirror.apply({
    ...base,
    nodes: [...base.nodes, fixtureNode(9, 'from_the_future')],
    edges: [...base.edges, { from: 9, to: 3, type: 'success_edge' }, { from: 1, to: 9, type: 'simple_edge' }],
  });
  expect(editor.getNode('9')?.ports).toEqual(['success_edge']);
  expect(editor.getConnections()).toHaveLength(4);
});

test('a node whose type changed is drawn anew with its wires', async () => {
  const { editor, mirror } = drawing();
  const base = fixtureDocument();
  await mirror.apply(base);
  await mirror.apply({
    ...base,
    nodes: base.nodes.map((node) => (node.id === 2 ? fixtureNode(2, 'fixture_trigger') : node)),
    edges: [{ from: 2, to: 3, type: 'simple_edge' }],
  });
  expect(editor.getNode('2')?.ports).toEqual(['simple_edge']);
  expect(editor.getConnections().map((wire) => wire.id)).toEqual(['2:simple_edge:3']);
});
