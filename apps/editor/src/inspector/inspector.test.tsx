import { expect, test } from 'vitest';
import { createEditorSession } from '../canvas/session.ts';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { renderInSession } from '../testing/render.tsx';
import { Inspector } from './inspector.tsx';

async function inspect(isReadOnly: boolean): Promise<HTMLElement> {
  const library = { ...fixtureDefinitions, list: [] };
  const session = createEditorSession(fixtureDocument(), library, { isReadOnly });
  session.selection.selectNodes([2]);
  return renderInSession(session, <Inspector />);
}

test('a node can be duplicated, deleted and wired', async () => {
  const panel = await inspect(false);
  const labels = [...panel.querySelectorAll('button')].map(
    (button) => button.getAttribute('aria-label') ?? button.textContent,
  );
  expect(labels).toEqual(expect.arrayContaining(['Duplicate', 'Delete', 'Connect…']));
});

test('who may not write reads the node and its wires, and finds nothing to change them with', async () => {
  const panel = await inspect(true);
  expect(panel.querySelectorAll('button')).toHaveLength(0);
  expect(panel.textContent).toContain('Then → fixture_action 3');
  const fields = [...panel.querySelectorAll('input')];
  expect(fields.map(({ value }) => value)).toContain('fixture_condition 2');
  expect(fields.every((field) => field.readOnly || field.disabled)).toBe(true);
});
