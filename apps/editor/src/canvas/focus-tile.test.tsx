import { beforeEach, expect, test } from 'vitest';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { revealTile } from './focus-tile.ts';
import { createEditorSession } from './session.ts';

beforeEach(() => {
  document.body.innerHTML = '<div id="list"></div><button>Open</button><input>';
});

function find(selector: string): HTMLElement {
  const element = document.querySelector(selector);
  if (!(element instanceof HTMLElement)) throw new TypeError(`There is no ${selector}`);
  return element;
}

/** An outline that draws an entry when it has been approached so often, and does something at each time. */
function show(drawnAt: number, meanwhile: () => void = () => undefined) {
  const session = createEditorSession(fixtureDocument(), { ...fixtureDefinitions, list: [] });
  const list = find('#list');
  const seen: (number | null)[] = [];
  function approach(nodeId: number, before: number | null): number {
    seen.push(before);
    meanwhile();
    if (seen.length === drawnAt)
      list.innerHTML = `<div role="row" tabindex="0" data-key="${nodeId}">Entry</div>`;
    return 500;
  }
  session.outline.setState({ list, approach });
  return { session, seen };
}

test('an entry gets the focus as soon as it is drawn, and its place is told as known', async () => {
  const { session, seen } = show(3);
  find('button').focus();
  await revealTile(session, 2);
  expect(document.activeElement?.textContent).toBe('Entry');
  expect(seen).toEqual([null, 500, 500]);
});

test('who has gone to a field meanwhile stays there, and nothing moves any more', async () => {
  const { session, seen } = show(3, () => find('input').focus());
  find('button').focus();
  await revealTile(session, 2);
  expect(document.activeElement).toBe(find('input'));
  expect(seen).toHaveLength(1);
});

test('what closes and gives the focus back where it was opened does not keep it from the entry', async () => {
  const { session } = show(2, () => {
    document.querySelector('input')?.remove();
    find('button').focus();
  });
  find('input').focus();
  await revealTile(session, 2);
  expect(document.activeElement?.textContent).toBe('Entry');
});

test('who had no focus is led to the entry, also from where the page has led before', async () => {
  const { session } = show(2, () => find('button').focus());
  await revealTile(session, 2);
  expect(document.activeElement?.textContent).toBe('Entry');
});
