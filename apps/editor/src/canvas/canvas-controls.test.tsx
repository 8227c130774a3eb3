import { expect, test } from 'vitest';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { renderInSession } from '../testing/render.tsx';
import { CanvasControls } from './canvas-controls.tsx';
import { createEditorSession } from './session.ts';

async function labels(isReadOnly: boolean): Promise<readonly (string | null)[]> {
  const session = createEditorSession(fixtureDocument(), { ...fixtureDefinitions, list: [] }, { isReadOnly });
  const viewport = { zoomBy: () => undefined, fit: async () => undefined };
  const page = await renderInSession(session, <CanvasControls viewport={viewport} />);
  return [...page.querySelectorAll('button')].map((button) => button.getAttribute('aria-label'));
}

test('snapping is offered where nodes are moved, and only there', async () => {
  const snap = expect.stringContaining('Snap to the grid');
  expect(await labels(false)).toContainEqual(snap);
  const whereNothingMoves = await labels(true);
  expect(whereNothingMoves).toContain('Zoom in');
  expect(whereNothingMoves).not.toContainEqual(snap);
});
