import { definitionCatalogue, nodeDefinitions } from '@signalbox/nodes';
import { createRoot } from 'react-dom/client';
import { Canvas } from '../src/canvas/canvas.tsx';
import { SessionContext } from '../src/canvas/session-context.tsx';
import { createEditorSession } from '../src/canvas/session.ts';
import type { EditorSession } from '../src/canvas/session.ts';
import { emptyPlace, offer, painted, placeOf } from './subject.ts';
import './page.css';
import '../src/ui/tokens.css';
import '../src/ui/base.css';

const library = { ...definitionCatalogue, list: [...nodeDefinitions.values()] };
let session: EditorSession | null = null;

offer({
  async draw(host, flow) {
    const opened = createEditorSession(flow, library);
    session = opened;
    createRoot(host).render(
      <SessionContext value={opened}>
        <Canvas />
      </SessionContext>,
    );
    while (opened.view.getState().current === null) await painted();
    await opened.view.getState().current?.ready;
    await painted();
  },
  async look(at) {
    const viewport = session?.view.getState().current?.viewport;
    if (at === 'all') await viewport?.fit();
    else viewport?.actualSize();
    await painted();
  },
  nodePlace: () => placeOf('[data-node-id]'),
  backgroundPlace: () =>
    emptyPlace(
      (element) =>
        element.closest('section') !== null &&
        element.closest('[data-node-id], path, button, canvas') === null,
    ),
});
