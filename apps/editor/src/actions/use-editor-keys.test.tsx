import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { createEditorSession } from '../canvas/session.ts';
import type { EditorSession } from '../canvas/session.ts';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { perform, renderInSession } from '../testing/render.tsx';
import { useEditorKeys } from './use-editor-keys.ts';

function nothing(): void {}

function Keys({ session }: { readonly session: EditorSession }): ReactNode {
  useEditorKeys(session, nothing);
  return <section />;
}

/** Cuts a node; gives what was said, and what came into the clipboard. */
async function cutNode(isReadOnly: boolean) {
  const library = { ...fixtureDefinitions, list: [] };
  const session = createEditorSession(fixtureDocument(), library, { isReadOnly });
  const page = await renderInSession(session, <Keys session={session} />);
  session.selection.selectNodes([3]);
  const written: string[] = [];
  const event = Object.assign(new Event('cut', { bubbles: true }), {
    clipboardData: { setData: (_type: string, content: string) => written.push(content) },
  });
  await perform(() => page.querySelector('section')?.dispatchEvent(event));
  return { said: session.messages.state.getState().announced?.text, written };
}

test('what is cut is gone', async () => {
  const { said, written } = await cutNode(false);
  expect(written).toHaveLength(1);
  expect(said).toBe('“fixture_action 3” deleted.');
});

test('who may only look gets a copy, and is told of a copy', async () => {
  const { said, written } = await cutNode(true);
  expect(written).toHaveLength(1);
  expect(said).toBe('1 node copied.');
});
