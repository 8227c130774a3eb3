import type { Point } from '../document/commands.ts';
import { moveNodes } from '../document/commands.ts';
import type { CanvasArea } from './area.ts';
import type { DragGuides } from './drag-guides.ts';
import { tileCore } from './geometry.ts';
import { canBeInserted, insertDropped } from './insert-actions.ts';
import type { EditorSession } from './session.ts';
import type { WireFinder } from './wire-finder.ts';

interface NodeDrag {
  readonly nodeId: number;
  /** Where the moved nodes were when the drag began. */
  readonly from: ReadonlyMap<number, Point>;
  /** Ctrl or Shift was down: the press has changed the selection already. */
  readonly isAdding: boolean;
  /** One node that stands alone: a wire may take it in. */
  readonly isLoose: boolean;
}

/**
 * Pressing selects, dragging moves everything selected, and letting go makes one command of it
 * (reference: the area's own selection moves a single node unless Ctrl stays pressed).
 */
export function addDragGestures(
  area: CanvasArea,
  session: EditorSession,
  findWire: WireFinder,
  guides: DragGuides,
): () => void {
  const { selection, documents, receiving } = session;
  let drag: NodeDrag | null = null;
  let isAdding = false;

  /** Modifiers are read from the event: keys may have changed while the window was elsewhere. */
  function readModifiers(event: PointerEvent): void {
    isAdding = event.ctrlKey || event.metaKey || event.shiftKey;
  }

  function begin(nodeId: number): void {
    if (isAdding) selection.toggleNode(nodeId);
    else if (!selection.state.getState().nodes.has(nodeId)) selection.selectNodes([nodeId]);
    const from = placesNow(area, new Set([nodeId, ...selection.state.getState().nodes]));
    guides.begin(new Set(from.keys()));
    drag = { nodeId, from, isAdding, isLoose: from.size === 1 && canBeInserted(session, nodeId) };
  }

  /** Carries the others along; their positions are a preview until the drag ends. */
  function follow(to: Point): void {
    const start = drag?.from.get(drag.nodeId);
    if (drag === null || start === undefined) return;
    for (const [id, at] of drag.from) {
      const place = { x: at.x + to.x - start.x, y: at.y + to.y - start.y };
      if (id !== drag.nodeId) void area.translate(String(id), place);
    }
    if (drag.isLoose) receiving.setState({ edgeKey: findWire(tileCore(to)) });
  }

  function end(): void {
    if (drag === null) return;
    const { nodeId, from, isAdding: wasAdding } = drag;
    drag = null;
    guides.end();
    const moved = placesNow(area, from.keys());
    const start = from.get(nodeId);
    const finish = moved.get(nodeId);
    const hasMoved = start?.x !== finish?.x || start?.y !== finish?.y;
    if (hasMoved) keep(session, nodeId, moved);
    else if (!wasAdding) selection.selectNodes([nodeId]);
  }

  area.container.addEventListener('pointerdown', readModifiers, { capture: true });
  area.addPipe((signal) => {
    if (signal.type === 'nodepicked') begin(Number(signal.data.id));
    // Without the right to write, a drag moves nothing: there would be no command to keep it.
    const isRefused = drag !== null && documents.state.getState().readOnly;
    if (signal.type === 'nodetranslate' && isRefused) return undefined;
    if (signal.type === 'nodetranslate' && drag?.nodeId === Number(signal.data.id)) {
      const position = guides.placeFor(drag.nodeId, signal.data.position);
      return { ...signal, data: { ...signal.data, position } };
    }
    if (signal.type === 'nodetranslated' && drag?.nodeId === Number(signal.data.id)) {
      follow(signal.data.position);
    }
    if (signal.type === 'nodedragged') end();
    return signal;
  });
  return () => {
    guides.destroy();
    area.container.removeEventListener('pointerdown', readModifiers, { capture: true });
  };
}

/** Where nodes are drawn now. */
function placesNow(area: CanvasArea, ids: Iterable<number>): ReadonlyMap<number, Point> {
  const places = new Map<number, Point>();
  for (const id of ids) {
    const at = area.nodeViews.get(String(id))?.position;
    if (at !== undefined) places.set(id, { ...at });
  }
  return places;
}

/** One command for the whole drag: into the wire below, or just elsewhere. */
function keep(session: EditorSession, nodeId: number, moved: ReadonlyMap<number, Point>): void {
  const { edgeKey } = session.receiving.getState();
  session.receiving.setState({ edgeKey: null });
  const at = moved.get(nodeId);
  const isInserted = edgeKey !== null && at !== undefined && insertDropped(session, nodeId, at, edgeKey);
  if (!isInserted) session.documents.run(moveNodes(moved));
}
