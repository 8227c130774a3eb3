import type { Right } from '@signalbox/api';
import { expect, test } from 'vitest';
import { createEditorSession } from '../canvas/session.ts';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { perform, press, renderInSession } from '../testing/render.tsx';
import { text } from '../text/text.ts';
import type { SideTab } from './side-state.ts';
import { Side } from './side.tsx';

test.each<[readonly Right[], readonly SideTab[]]>([
  [['flows_read'], ['settings']],
  [
    ['flows_read', 'devices_read'],
    ['settings', 'why'],
  ],
  [
    ['flows_read', 'devices_read', 'geofences_read'],
    ['settings', 'test', 'why'],
  ],
])('with %j the tabs beside the canvas are %j', async (rights, tabs) => {
  const session = createEditorSession(fixtureDocument(), { ...fixtureDefinitions, list: [] }, { rights });
  const page = await renderInSession(session, <Side flow={{ id: 1, version: 1 }} />);
  expect(page.querySelectorAll('[role="tab"]')).toHaveLength(tabs.length > 1 ? tabs.length : 0);
  expect(session.side.tabs).toEqual(tabs);
  // It comes in a chunk of its own.
  await perform(async () => import('../inspector/inspector.tsx'));
  expect(page.textContent).toContain(text.inspector.nothingLead);
});

test('on a phone the column begins closed, and opens for what is shown', async () => {
  const session = createEditorSession(fixtureDocument(), { ...fixtureDefinitions, list: [] });
  const page = await renderInSession(session, <Side flow={{ id: 1, version: 1 }} />);
  const isClosed = () => page.querySelector('aside')?.dataset['closed'] !== undefined;
  expect(isClosed()).toBe(true);
  await perform(() => session.side.show('settings'));
  expect(isClosed()).toBe(false);
  await press(page.querySelector(`[aria-label="${text.editor.closeSide}"]`));
  expect(isClosed()).toBe(true);
});
