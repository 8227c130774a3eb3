import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyCommand } from '../testing/commands.ts';
import { fixtureDocument } from '../testing/fixture-nodes.ts';
import * as commands from './commands.ts';
import { createDocumentStore, isDirty } from './document-store.ts';
import { HISTORY_LIMIT } from './history.ts';

describe('document store', () => {
  test('undoing all of 200 commands gives the initial document, redoing all the final one', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { minLength: 200, maxLength: 200 }), (list) => {
        const store = createDocumentStore(fixtureDocument());
        for (const command of list) store.run(command);
        const final = store.state.getState().document;
        while (store.undo() !== null);
        expect(store.state.getState().document).toEqual(fixtureDocument());
        while (store.redo() !== null);
        expect(store.state.getState().document).toEqual(final);
      }),
      { numRuns: 25 },
    );
  });

  test('no command leaves an edge without its nodes or two nodes with one id', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 60 }), (list) => {
        const store = createDocumentStore(fixtureDocument());
        for (const command of list) store.run(command);
        const { nodes, edges } = store.state.getState().document;
        const ids = new Set(nodes.map((node) => node.id));
        expect(ids.size).toBe(nodes.length);
        expect(edges.filter((item) => !ids.has(item.from) || !ids.has(item.to))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test('typing into one field is one step, until the field is left', () => {
    const store = createDocumentStore(fixtureDocument());
    for (const title of ['S', 'Sp', 'Spe']) store.run(commands.setData(2, { title }, 'title'));
    store.seal();
    store.run(commands.setData(2, { title: 'Speed' }, 'title'));
    store.undo();
    expect(store.state.getState().document.nodes[1]?.data).toEqual({ title: 'Spe' });
    store.undo();
    expect(store.state.getState().document).toEqual(fixtureDocument());
  });

  test('typing into another field is another step', () => {
    const store = createDocumentStore(fixtureDocument());
    store.run(commands.setData(2, { title: 'a' }, 'title'));
    store.run(commands.setData(2, { title: 'a', limit: 5 }, 'limit'));
    expect(store.state.getState().history.past).toHaveLength(2);
  });

  test('a removed node takes its wires along and brings them back', () => {
    const store = createDocumentStore(fixtureDocument());
    store.run(commands.removeItems([2], []));
    expect(store.state.getState().document.edges).toEqual([]);
    expect(store.undo()).toBe('Delete node');
    expect(store.state.getState().document).toEqual(fixtureDocument());
  });

  test('a command that changes nothing makes no step', () => {
    const store = createDocumentStore(fixtureDocument());
    store.run(commands.moveNodes(new Map([[1, { x: 0, y: 0 }]])));
    store.run(commands.removeItems([99], ['9:simple_edge:8']));
    store.run(commands.connect({ from: 1, to: 2, type: 'simple_edge' }));
    expect(store.state.getState().history.past).toEqual([]);
  });

  test('the history keeps the newest steps up to its limit', () => {
    const store = createDocumentStore(fixtureDocument());
    for (let x = 1; x <= HISTORY_LIMIT + 5; x++) store.run(commands.moveNodes(new Map([[1, { x, y: 0 }]])));
    while (store.undo() !== null);
    expect(store.state.getState().document.nodes[0]?.view?.position).toEqual({ x: 5, y: 0 });
    expect(isDirty(store.state.getState())).toBe(true);
  });

  test('undoing back to the saved step is saved again', () => {
    const store = createDocumentStore(fixtureDocument());
    store.run(commands.setHead({ title: 'A' }));
    store.markSaved(1);
    expect(isDirty(store.state.getState())).toBe(false);
    store.run(commands.setHead({ title: 'AB' }));
    expect(isDirty(store.state.getState())).toBe(true);
    store.undo();
    expect(isDirty(store.state.getState())).toBe(false);
  });

  test('a read-only document refuses commands', () => {
    const store = createDocumentStore(fixtureDocument(), true);
    store.run(commands.removeItems([1], []));
    expect(store.state.getState().document).toEqual(fixtureDocument());
  });

  test('pasted nodes get ids of their own and keep the wires among them', () => {
    const store = createDocumentStore(fixtureDocument());
    const { nodes, edges } = fixtureDocument();
    store.run(commands.paste(nodes.slice(1, 3), edges, { x: 10, y: 20 }));
    const document = store.state.getState().document;
    expect(document.nodes.slice(4).map((node) => [node.id, node.view?.position])).toEqual([
      [5, { x: 310, y: 20 }],
      [6, { x: 610, y: 20 }],
    ]);
    expect(document.edges.slice(2)).toEqual([{ from: 5, to: 6, type: 'then_edge' }]);
  });
});
