import { NodeEditor } from 'rete';
import { AreaExtensions } from 'rete-area-plugin';
import { Presets, ReactPlugin } from 'rete-react-plugin';
import type { CanvasView } from './canvas-view.ts';
import type { Point } from '../document/commands.ts';
import { createArea } from './area.ts';
import type { CanvasArea, RenderedParts } from './area.ts';
import { createChangeQueue } from './change-queue.ts';
import { addConnectGestures } from './connect-gestures.ts';
import { addDragGestures } from './drag-gestures.ts';
import { addNodeDrop } from './drop-node.ts';
import { addMarquee } from './marquee.ts';
import { createMirror } from './mirror.ts';
import type { PortalRegistry } from './portal-root.tsx';
import type { Schemes } from './scheme.ts';
import type { EditorSession } from './session.ts';
import { createSocketPositions } from './socket-positions.ts';
import { Tile } from './tile.tsx';
import { createViewport } from './viewport.ts';
import { Wire } from './wire.tsx';

/**
 * Rete as a view of the document. It decides nothing: gestures become commands of the session.
 * @param onError told about faults while drawing
 */
export function createReteView(
  container: HTMLElement,
  session: EditorSession,
  registry: PortalRegistry,
  onError: (error: unknown) => void,
): CanvasView {
  const editor = new NodeEditor<Schemes>();
  const area = createArea(container);
  const positionOf = (id: string) => area.nodeViews.get(id)?.position;
  const translate = (id: string, to: Point) => area.translate(id, to);
  const mirror = createMirror(editor, { translate, positionOf }, session.library);
  const sockets = createSocketPositions((id) => mirror.nodes.get(id), positionOf);
  const connecting = addConnectGestures(area, session);
  const renderer = new ReactPlugin<Schemes, RenderedParts>({ createRoot: registry.createRoot });
  renderer.addPreset(
    Presets.classic.setup({
      socketPositionWatcher: sockets,
      customize: { node: () => Tile, connection: () => Wire },
    }),
  );

  editor.use(area);
  area.use(connecting.plugin);
  area.use(renderer);
  AreaExtensions.zIndexNodesOrder(area);
  addAreaRules(area, sockets.notify);

  const viewport = createViewport(area, mirror.nodes);
  const removers = [
    addDragGestures(area, session),
    addNodeDrop(container, session, viewport),
    addMarquee({ container, viewport, selection: session.selection, nodes: mirror.nodes, positionOf }),
  ];
  const queue = createChangeQueue(onError);
  const draw = (): void => queue.add(() => mirror.apply(session.documents.state.getState().document));
  draw();
  queue.add(() => viewport.fit());
  removers.push(
    session.documents.state.subscribe((state, before) => {
      if (state.document !== before.document) draw();
    }),
  );

  return {
    viewport,
    dropWire: connecting.drop,
    ready: queue.idle(),
    drawn: queue.idle,
    destroy: () => {
      for (const remove of removers) remove();
      queue.add(async () => {
        area.destroy();
        area.area.content.holder.remove();
      });
    },
  };
}

function addAreaRules(area: CanvasArea, onMoved: (nodeId: string) => void): void {
  area.addPipe((signal) => {
    // A double click is for nodes; zooming by it surprises.
    if (signal.type === 'zoom' && signal.data.source === 'dblclick') return undefined;
    if (signal.type === 'nodetranslated') onMoved(signal.data.id);
    return signal;
  });
}
