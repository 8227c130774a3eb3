import type { FlowDocument } from '@signalbox/flow';
import { describe, expect, test } from 'vitest';
import { setData } from './commands.ts';
import type { CaseNames } from './commands.ts';
import { createDocumentStore } from './document-store.ts';

const DOCUMENT: FlowDocument = {
  schema: 1,
  title: 'Cold chain',
  description: '',
  enabled: false,
  stale_after_s: 3600,
  nodes: [
    { id: 1, type: 'choice', data: { cases: ['warm', 'cold'] } },
    { id: 2, type: 'end', data: {} },
    { id: 3, type: 'end', data: {} },
  ],
  edges: [
    { from: 1, to: 2, type: 'case_edge', case: 'warm' },
    { from: 1, to: 3, type: 'case_edge', case: 'cold' },
    { from: 1, to: 3, type: 'case_edge', case: 'warm' },
    { from: 1, to: 2, type: 'else_edge' },
  ],
};

const casesOf: CaseNames = ({ cases }) => (Array.isArray(cases) ? cases.map(String) : []);

/** What the wires of the node bear after its cases were given these names, one after another. */
function wiresAfter(...names: readonly (readonly string[])[]): readonly (string | undefined)[] {
  return editedBy(names)
    .state.getState()
    .document.edges.map((edge) => edge.case);
}

function editedBy(names: readonly (readonly string[])[]) {
  const store = createDocumentStore(DOCUMENT);
  for (const cases of names) store.run(setData(1, { cases: [...cases] }, 'cases', casesOf));
  return store;
}

describe('renaming a case', () => {
  test('takes its wires along and leaves those of others', () => {
    expect(wiresAfter(['mild', 'cold'])).toEqual(['mild', 'cold', 'mild', undefined]);
  });

  test.each([
    [
      'through an empty name',
      [
        ['', 'cold'],
        ['mild', 'cold'],
      ],
      ['mild', 'cold', 'mild', undefined],
    ],
    [
      'through the name of another',
      [
        ['cold', 'cold'],
        ['colder', 'cold'],
      ],
      ['colder', 'cold', 'colder', undefined],
    ],
    [
      'letter by letter',
      [
        ['war', 'cold'],
        ['wa', 'cold'],
        ['wax', 'cold'],
      ],
      ['wax', 'cold', 'wax', undefined],
    ],
  ])('%s takes its wires along in the end', (_way, names, wires) => {
    expect(wiresAfter(...names)).toEqual(wires);
  });

  test.each([
    ['to another order', ['cold', 'warm']],
    ['by one that is added', ['warm', 'mild', 'cold']],
    ['by one that is taken away', ['cold']],
  ])('is not what a change %s is', (_change, names) => {
    expect(wiresAfter(names)).toEqual(['warm', 'cold', 'warm', undefined]);
  });

  test('is one step to take back, typing included', () => {
    const store = editedBy([
      ['', 'cold'],
      ['m', 'cold'],
      ['mild', 'cold'],
    ]);
    const renamed = store.state.getState().document;
    store.undo();
    expect(store.state.getState().document).toEqual(DOCUMENT);
    store.redo();
    expect(store.state.getState().document).toEqual(renamed);
  });
});
