import { expect, test } from 'vitest';
import { createEditorSession } from '../canvas/session.ts';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { perform, renderInSession } from '../testing/render.tsx';
import { Status } from './status.tsx';

async function show() {
  const session = createEditorSession(fixtureDocument(), { ...fixtureDefinitions, list: [] });
  const page = await renderInSession(session, <Status />);
  const [announced, shown] = page.querySelectorAll('[aria-live="polite"]');
  return { session, announced, shown };
}

test('what happened is announced without being shown, a refusal is both', async () => {
  const { session, announced, shown } = await show();
  expect([announced?.textContent, shown?.textContent]).toEqual(['', '']);
  await perform(() => session.messages.announce('Done.'));
  expect(announced?.textContent).toBe('Done.');
  expect(announced?.className).toBe('visually-hidden');
  await perform(() => session.messages.show('Not possible.'));
  expect(shown?.textContent).toBe('Not possible.');
  expect(shown?.className).not.toBe('visually-hidden');
});

test('the reason of a refusal stays in sight, whatever is announced meanwhile', async () => {
  const { session, shown } = await show();
  await perform(() => session.messages.show('Not possible.'));
  await perform(() => session.messages.announce('3 problems.'));
  expect(shown?.textContent).toBe('Not possible.');
});

test('the same words twice are news twice', async () => {
  const { session, announced } = await show();
  await perform(() => session.messages.announce('Done.'));
  const first = announced?.firstChild;
  await perform(() => session.messages.announce('Done.'));
  expect(announced?.firstChild).not.toBe(first);
});
