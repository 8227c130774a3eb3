import { NodeEditor } from 'rete';
import { AreaExtensions } from 'rete-area-plugin';
import { ReactPlugin } from 'rete-react-plugin';
import type { CanvasView } from './canvas-view.ts';
import type { Point } from '../document/commands.ts';
import { createArea } from './area.ts';
import type { CanvasArea, RenderedParts } from './area.ts';
import { createChangeQueue } from './change-queue.ts';
import type { ChangeQueue } from './change-queue.ts';
import { addConnectGestures } from './connect-gestures.ts';
import { addDragGestures } from './drag-gestures.ts';
import { addNodeDrop } from './drop-node.ts';
import { createLateGuides } from './late-guides.ts';
import { addMarquee } from './marquee.ts';
import { createMirror } from './mirror.ts';
import type { Mirror } from './mirror.ts';
import type { PortalRegistry } from './portal-root.tsx';
import { addPressGestures } from './press-gestures.ts';
import type { Schemes } from './scheme.ts';
import type { EditorSession } from './session.ts';
import { createSocketPositions } from './socket-positions.ts';
import type { SocketPositions } from './socket-positions.ts';
import { tilePreset } from './tile-preset.tsx';
import { createViewport } from './viewport.ts';
import type { Viewport } from './viewport.ts';
import { createVisibility } from './visibility.ts';
import type { Visibility } from './visibility.ts';
import { createWireFinder } from './wire-finder.ts';
import { addWires } from './wire-layer.tsx';

/** What a drawing is made of. */
interface Drawing {
  readonly area: CanvasArea;
  readonly mirror: Mirror;
  readonly sockets: SocketPositions;
  readonly viewport: Viewport;
  readonly visibility: Visibility;
  readonly dropWire: () => void;
}

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
  const drawing = assemble(container, session, registry);
  const { area, viewport } = drawing;
  const queue = createChangeQueue(onError);
  const removers = [...addGestures(drawing, session), follow(drawing, session, queue), viewport.destroy];
  return {
    container,
    viewport,
    pointer: () => (container.matches(':hover') ? { ...area.area.pointer } : null),
    dropWire: drawing.dropWire,
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

function assemble(container: HTMLElement, session: EditorSession, registry: PortalRegistry): Drawing {
  const editor = new NodeEditor<Schemes>();
  const area = createArea(container);
  const positionOf = (id: string) => area.nodeViews.get(id)?.position;
  const translate = (id: string, to: Point) => area.translate(id, to);
  const mirror = createMirror(editor, { translate, positionOf }, session.library);
  const sockets = createSocketPositions((id) => mirror.nodes.get(id), positionOf);
  const connecting = addConnectGestures(area, session);
  const renderer = new ReactPlugin<Schemes, RenderedParts>({ createRoot: registry.createRoot });
  renderer.addPreset(tilePreset(sockets));
  editor.use(area);
  area.use(connecting.plugin);
  leaveWiresToUs(area, mirror);
  area.use(renderer);
  AreaExtensions.zIndexNodesOrder(area);
  const viewport = createViewport(area, mirror.nodes);
  const layer = addWires(area, registry);
  const visibility = createVisibility({ area, mirror, viewport, registry, alwaysShown: [layer.element] });
  layer.show(visibility, sockets);
  addAreaRules(area, (nodeId) => {
    sockets.notify(nodeId);
    visibility.refresh();
  });
  // Nothing is mounted before it is known what will be seen.
  registry.showOnly(new Set([layer.element]));
  return { area, mirror, sockets, viewport, visibility, dropWire: connecting.drop };
}

/** Draws the document now and after each change. */
function follow(
  { mirror, viewport, visibility }: Drawing,
  session: EditorSession,
  queue: ChangeQueue,
): () => void {
  const { state } = session.documents;
  const draw = (): void => queue.add(() => mirror.apply(state.getState().document));
  const look = (): void => queue.add(async () => visibility.refreshNow());
  draw();
  queue.add(() => viewport.fit());
  look();
  return state.subscribe((now, before) => {
    if (now.document === before.document) return;
    draw();
    look();
  });
}

function addGestures(drawing: Drawing, session: EditorSession): readonly (() => void)[] {
  const { area, mirror, sockets, viewport, visibility } = drawing;
  const { container } = area;
  const { selection } = session;
  const positionOf = (id: string) => area.nodeViews.get(id)?.position;
  const guides = createLateGuides({ container, viewport, nodes: mirror.nodes, positionOf }, session);
  const findWire = createWireFinder(() => visibility.state.getState().wires, sockets);
  return [
    viewport.state.subscribe(visibility.refresh),
    visibility.state.subscribe(({ isFar }) => session.detail.setState({ isFar })),
    addDragGestures(area, session, findWire, guides),
    addNodeDrop({ container, session, viewport, findWire }),
    addMarquee({ container, viewport, selection, nodes: mirror.nodes, positionOf }),
    addPressGestures(container, session),
  ];
}

function addAreaRules(area: CanvasArea, onMoved: (nodeId: string) => void): void {
  area.addPipe((signal) => {
    // A double click is for nodes; zooming by it surprises.
    if (signal.type === 'zoom' && signal.data.source === 'dblclick') return undefined;
    if (signal.type === 'nodetranslated') onMoved(signal.data.id);
    return signal;
  });
}

/** Rete keeps the wires, our own layer draws them: all in one drawing instead of one each. */
function leaveWiresToUs(area: CanvasArea, { wires }: Mirror): void {
  area.addPipe((signal) => {
    if (signal.type !== 'render' || signal.data.type !== 'connection') return signal;
    return wires.has(signal.data.payload.id) ? undefined : signal;
  });
}
