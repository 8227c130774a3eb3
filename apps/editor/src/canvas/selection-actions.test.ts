import { expect, test } from 'vitest';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { copySelection, duplicateSelection, pasteText } from './selection-actions.ts';
import { createEditorSession } from './session.ts';

function open() {
  const session = createEditorSession(fixtureDocument(), { ...fixtureDefinitions, list: [] });
  const placesFrom = (id: number) =>
    session.documents.state
      .getState()
      .document.nodes.filter((node) => node.id >= id)
      .map((node) => node.view?.position);
  return { session, placesFrom };
}

test('what is pasted again stands a step on from what was pasted before', () => {
  const { session, placesFrom } = open();
  session.selection.selectNodes([3]);
  const content = copySelection(session) ?? '';
  for (let time = 0; time < 3; time += 1) pasteText(session, content);
  expect(placesFrom(5)).toEqual([
    { x: 632, y: 32 },
    { x: 664, y: 64 },
    { x: 696, y: 96 },
  ]);
});

test('several nodes keep their places to each other when one would cover its like', () => {
  const { session, placesFrom } = open();
  session.selection.selectNodes([2]);
  duplicateSelection(session);
  session.selection.selectNodes([2, 3]);
  duplicateSelection(session);
  expect(placesFrom(5)).toEqual([
    { x: 332, y: 32 },
    { x: 364, y: 64 },
    { x: 664, y: 64 },
  ]);
});

test('a paste that works takes back why the one before did not, and nothing else', () => {
  const { session } = open();
  const shown = () => session.messages.state.getState().shown?.text;
  session.selection.selectNodes([3]);
  const content = copySelection(session) ?? '';
  pasteText(session, 'Call Ann');
  expect(shown()).toContain('Not pasted');
  session.messages.announce('3 problems.');
  expect(shown()).toContain('Not pasted');
  pasteText(session, content);
  expect(shown()).toBeUndefined();
  session.messages.show('A node cannot lead to itself.', 'connect');
  pasteText(session, content);
  expect(shown()).toBe('A node cannot lead to itself.');
});
