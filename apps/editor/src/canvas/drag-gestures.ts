import type { Point } from '../document/commands.ts';
import { moveNodes } from '../document/commands.ts';
import type { CanvasArea } from './area.ts';
import { snap } from './geometry.ts';
import type { EditorSession } from './session.ts';

interface NodeDrag {
  readonly nodeId: number;
  /** Where the moved nodes were when the drag began. */
  readonly from: ReadonlyMap<number, Point>;
  /** Ctrl or Shift was down: the press has changed the selection already. */
  readonly isAdding: boolean;
}

/**
 * Pressing selects, dragging moves everything selected, and letting go makes one command of it
 * (reference: the area's own selection moves a single node unless Ctrl stays pressed).
 */
export function addDragGestures(area: CanvasArea, session: EditorSession): () => void {
  const { selection, documents } = session;
  let drag: NodeDrag | null = null;
  let isAdding = false;

  /** Modifiers are read from the event: keys may have changed while the window was elsewhere. */
  function readModifiers(event: PointerEvent): void {
    isAdding = event.ctrlKey || event.metaKey || event.shiftKey;
  }

  function begin(nodeId: number): void {
    if (isAdding) selection.toggleNode(nodeId);
    else if (!selection.state.getState().nodes.has(nodeId)) selection.selectNodes([nodeId]);
    const from = new Map<number, Point>();
    for (const id of new Set([nodeId, ...selection.state.getState().nodes])) {
      const at = area.nodeViews.get(String(id))?.position;
      if (at !== undefined) from.set(id, { ...at });
    }
    drag = { nodeId, from, isAdding };
  }

  /** Carries the others along; their positions are a preview until the drag ends. */
  function follow(to: Point): void {
    const start = drag?.from.get(drag.nodeId);
    if (drag === null || start === undefined) return;
    for (const [id, at] of drag.from) {
      const place = { x: at.x + to.x - start.x, y: at.y + to.y - start.y };
      if (id !== drag.nodeId) void area.translate(String(id), place);
    }
  }

  function end(): void {
    if (drag === null) return;
    const { nodeId, from, isAdding: wasAdding } = drag;
    drag = null;
    const moved = new Map<number, Point>();
    for (const id of from.keys()) {
      const at = area.nodeViews.get(String(id))?.position;
      if (at !== undefined) moved.set(id, { ...at });
    }
    const start = from.get(nodeId);
    const finish = moved.get(nodeId);
    const hasMoved = start?.x !== finish?.x || start?.y !== finish?.y;
    if (hasMoved) documents.run(moveNodes(moved));
    else if (!wasAdding) selection.selectNodes([nodeId]);
  }

  area.container.addEventListener('pointerdown', readModifiers, { capture: true });
  area.addPipe((signal) => {
    if (signal.type === 'nodepicked') begin(Number(signal.data.id));
    // Without the right to write, a drag moves nothing: there would be no command to keep it.
    const isRefused = drag !== null && documents.state.getState().readOnly;
    if (signal.type === 'nodetranslate' && isRefused) return undefined;
    if (signal.type === 'nodetranslate' && drag?.nodeId === Number(signal.data.id)) {
      return { ...signal, data: { ...signal.data, position: snap(signal.data.position) } };
    }
    if (signal.type === 'nodetranslated' && drag?.nodeId === Number(signal.data.id)) {
      follow(signal.data.position);
    }
    if (signal.type === 'nodedragged') end();
    return signal;
  });
  return () => area.container.removeEventListener('pointerdown', readModifiers, { capture: true });
}
