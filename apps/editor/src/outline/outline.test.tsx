import { act } from 'react';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createEditorSession } from '../canvas/session.ts';
import type { EditorSession } from '../canvas/session.ts';
import { removeSelection, toggleSelection, undo } from '../canvas/selection-actions.ts';
import { setHead } from '../document/commands.ts';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { perform, press, renderInSession } from '../testing/render.tsx';
import { Outline } from './outline.tsx';

interface Shown {
  readonly session: EditorSession;
  readonly page: HTMLElement;
  readonly row: (id: number) => HTMLElement | null;
}

async function show(isReadOnly = false): Promise<Shown> {
  const library = { ...fixtureDefinitions, list: [] };
  const session = createEditorSession(fixtureDocument(), library, { isReadOnly });
  const page = await renderInSession(session, <Outline />);
  return { session, page, row: (id) => page.querySelector(`[role="row"][data-key="${id}"]`) };
}

function labels(page: HTMLElement): readonly (string | null)[] {
  return [...page.querySelectorAll('[role="row"]')].map((row) => row.getAttribute('aria-label'));
}

test('an entry says what it is, where it stands and what is wrong', async () => {
  const { page } = await show();
  expect(labels(page)).toEqual([
    '1 fixture_trigger 1, Trigger, starts',
    '2 fixture_condition 2, Condition, Next of 1 fixture_trigger 1, above 80',
    '3 fixture_action 3, Action, Then of 2 fixture_condition 2, acts',
    expect.stringMatching(/^4 fixture_note 4, Note, not connected, 1 problem/),
  ]);
});

test('a wire is a button below the node that it leaves; a port without one says so', async () => {
  const { row } = await show();
  const words = row(2)?.textContent;
  expect(words).toContain('Then → 3 fixture_action 3');
  expect(words).toContain('Else → nothing yet');
});

test('what is switched off is told', async () => {
  const { session, page } = await show();
  await perform(() => {
    session.selection.selectNodes([3]);
    toggleSelection(session);
  });
  expect(labels(page)[2]).toContain('switched off');
});

test('a press on a wire selects it and opens its menu', async () => {
  const { session, row } = await show();
  await press(row(2)?.querySelector('button[aria-haspopup="menu"]:not([aria-label])') ?? null);
  expect([...session.selection.state.getState().edges]).toEqual(['2:then_edge:3']);
  expect(session.overlay.getState().open).toMatchObject({ kind: 'menu', on: 'wires' });
});

test('a port asks what to add there', async () => {
  const { session, row } = await show();
  await press(row(2)?.querySelector('button[aria-label="Add at “Else”"]') ?? null);
  expect(session.overlay.getState().open).toMatchObject({
    kind: 'menu',
    on: 'ports',
    end: { nodeId: 2, side: 'output', key: 'else_edge' },
  });
});

test('who may only look finds the same entries and nothing to change them with', async () => {
  const { session, page, row } = await show(true);
  expect(labels(page)).toHaveLength(4);
  expect(page.querySelectorAll('[aria-haspopup="menu"]')).toHaveLength(0);
  await press(row(2)?.querySelector('button') ?? null);
  expect([...session.selection.state.getState().nodes]).toEqual([3]);
});

test('the focus goes to the next entry when its own goes, and stays there when that is undone', async () => {
  const { session, row } = await show();
  await act(async () => row(2)?.focus());
  await perform(() => {
    session.selection.selectNodes([2]);
    removeSelection(session);
  });
  expect(document.activeElement).toBe(row(3));
  await perform(() => undo(session));
  expect(row(2)).not.toBeNull();
  expect(document.activeElement).toBe(row(3));
});

test('a focus that went elsewhere is not brought back by a change of the flow', async () => {
  const { session, row } = await show();
  await act(async () => row(2)?.focus());
  await act(async () => row(2)?.blur());
  await perform(() => session.documents.run(setHead({ title: 'Renamed' })));
  expect(session.documents.state.getState().document.title).toBe('Renamed');
  expect(document.activeElement).toBe(document.body);
});

test('what is selected comes into view, first and later, and leaves the focus where it is', async () => {
  const scrolled: (string | null)[] = [];
  const scroll = vi.spyOn(Element.prototype, 'scrollIntoView');
  scroll.mockImplementation(function note(this: Element) {
    scrolled.push(this.getAttribute('data-key'));
  });
  onTestFinished(() => scroll.mockRestore());
  const session = createEditorSession(fixtureDocument(), { ...fixtureDefinitions, list: [] });
  session.selection.selectNodes([3]);
  await renderInSession(session, <Outline />);
  await expect.poll(() => scrolled).toEqual(['3']);
  await perform(() => session.selection.selectNodes([1]));
  await expect.poll(() => scrolled).toEqual(['3', '1']);
  expect(document.activeElement).toBe(document.body);
});

test('what is selected elsewhere is selected here', async () => {
  const { session, row } = await show();
  await perform(() => session.selection.selectNodes([1]));
  expect(row(1)?.getAttribute('aria-selected')).toBe('true');
  expect(row(2)?.getAttribute('aria-selected')).toBe('false');
});
