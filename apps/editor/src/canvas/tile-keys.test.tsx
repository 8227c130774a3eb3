import { act } from 'react';
import { expect, test } from 'vitest';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { renderInSession } from '../testing/render.tsx';
import { createEditorSession } from './session.ts';
import { handleTileKey } from './tile-keys.ts';

async function pressRight(isReadOnly: boolean): Promise<string | undefined> {
  const library = { ...fixtureDefinitions, list: [] };
  const session = createEditorSession(fixtureDocument(), library, { isReadOnly });
  const page = await renderInSession(
    session,
    <button type="button" onKeyDown={(event) => handleTileKey(event, session, 2)}>
      2
    </button>,
  );
  const event = new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true });
  await act(async () => page.querySelector('button')?.dispatchEvent(event));
  return session.messages.state.getState().announced?.text;
}

test('where a node was moved to is announced', async () => {
  expect(await pressRight(false)).toMatch(/^Moved to /);
});

test('nothing moves for who may only look, and nothing is said of it', async () => {
  expect(await pressRight(true)).toBeUndefined();
});
