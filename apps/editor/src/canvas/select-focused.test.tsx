import { expect, test } from 'vitest';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { selectFocused } from './select-focused.ts';
import { createEditorSession } from './session.ts';
import type { EditorSession } from './session.ts';

/** A list with an entry for each node, and a field elsewhere on the page. */
function show() {
  const session = createEditorSession(fixtureDocument(), { ...fixtureDefinitions, list: [] });
  document.body.innerHTML = `<div id="list">${[1, 2, 3]
    .map((id) => `<div role="row" tabindex="0" data-key="${id}"></div>`)
    .join('')}</div><input>`;
  const list = document.getElementById('list');
  session.outline.setState({ list });
  const row = (id: number): Element | null => document.querySelector(`[data-key="${id}"]`);
  return { session, list, row, field: document.querySelector('input') };
}

const selected = (session: EditorSession): readonly number[] => [...session.selection.state.getState().nodes];

test('going from one node to another selects it', () => {
  const { session, list, row } = show();
  session.selection.selectNodes([1]);
  selectFocused(session, 2, { from: row(1), within: list });
  expect(selected(session)).toEqual([2]);
});

test('coming back from a field leads to what is selected, and selects nothing else', () => {
  const { session, list, row, field } = show();
  session.selection.selectNodes([1]);
  selectFocused(session, 3, { from: field, within: list });
  expect(selected(session)).toEqual([1]);
  expect(document.activeElement).toBe(row(1));
});

test('with nothing selected, the first node that is come to is', () => {
  const { session, list, field } = show();
  selectFocused(session, 3, { from: field, within: list });
  expect(selected(session)).toEqual([3]);
});

test('one of several selected nodes leaves the others selected', () => {
  const { session, list, row } = show();
  session.selection.selectNodes([1, 2]);
  selectFocused(session, 2, { from: row(1), within: list });
  expect(selected(session)).toEqual([1, 2]);
});
