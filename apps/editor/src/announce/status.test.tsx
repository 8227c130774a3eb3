import { expect, test } from 'vitest';
import { createEditorSession } from '../canvas/session.ts';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { perform, renderInSession } from '../testing/render.tsx';
import { Status } from './status.tsx';

async function show() {
  const session = createEditorSession(fixtureDocument(), { ...fixtureDefinitions, list: [] });
  const page = await renderInSession(session, <Status />);
  return { session, region: page.querySelector('[aria-live="polite"]') };
}

test('what happened is announced without being shown, a refusal is both', async () => {
  const { session, region } = await show();
  expect(region?.textContent).toBe('');
  await perform(() => session.messages.announce('Done.'));
  expect(region?.textContent).toBe('Done.');
  expect(region?.className).toBe('visually-hidden');
  await perform(() => session.messages.show('Not possible.'));
  expect(region?.textContent).toBe('Not possible.');
  expect(region?.className).not.toBe('visually-hidden');
});

test('the same words twice are news twice', async () => {
  const { session, region } = await show();
  await perform(() => session.messages.announce('Done.'));
  const first = region?.firstChild;
  await perform(() => session.messages.announce('Done.'));
  expect(region?.firstChild).not.toBe(first);
});
