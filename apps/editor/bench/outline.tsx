import { definitionCatalogue, nodeDefinitions } from '@signalbox/nodes';
import { createRoot } from 'react-dom/client';
import { Canvas } from '../src/canvas/canvas.tsx';
import { createPreferences } from '../src/canvas/preferences.ts';
import { SessionContext } from '../src/canvas/session-context.tsx';
import { createEditorSession } from '../src/canvas/session.ts';
import type { EditorSession } from '../src/canvas/session.ts';
import { renameNode } from '../src/document/commands.ts';
import { Outline } from '../src/outline/outline.tsx';
import { offerOutline, painted } from './subject.ts';
import './page.css';
import '../src/ui/tokens.css';
import '../src/ui/base.css';

const library = { ...definitionCatalogue, list: [...nodeDefinitions.values()] };
const preferences = createPreferences();
let session: EditorSession | null = null;

offerOutline({
  async draw(host, flow) {
    const opened = createEditorSession(flow, library, { preferences });
    session = opened;
    const root = createRoot(host);
    const render = (isOutline: boolean): void => {
      preferences.setState({ shownAs: isOutline ? 'outline' : 'canvas' });
      root.render(
        <SessionContext value={opened}>
          <Canvas />
          {isOutline && <Outline />}
        </SessionContext>,
      );
    };
    // The canvas stays below the outline: it is there first, as on the page.
    render(false);
    while (opened.view.getState().current === null) await painted();
    await opened.view.getState().current?.ready;
    await painted();
    const start = performance.now();
    render(true);
    while (document.querySelector('[role="row"]') === null) await painted();
    await painted();
    return performance.now() - start;
  },
  async rename(nodeId, title) {
    const start = performance.now();
    session?.documents.run(renameNode(nodeId, title));
    await painted();
    return performance.now() - start;
  },
});
