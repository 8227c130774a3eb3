import { addNodeAt } from './selection-actions.ts';
import type { EditorSession } from './session.ts';
import type { Viewport } from './viewport.ts';

/** What a drag from the palette carries: the type of the node to add. */
export const NODE_TYPE = 'application/x-signalbox-node';

/** Lets a drag from the palette be dropped on the canvas, and nothing else. */
export function addNodeDrop(container: HTMLElement, session: EditorSession, viewport: Viewport): () => void {
  function drop(event: DragEvent): void {
    const type = event.dataTransfer?.getData(NODE_TYPE) ?? '';
    if (type === '') return;
    event.preventDefault();
    addNodeAt(session, type, viewport.toCanvas({ x: event.clientX, y: event.clientY }));
  }

  container.addEventListener('dragover', allow);
  container.addEventListener('drop', drop);
  return () => {
    container.removeEventListener('dragover', allow);
    container.removeEventListener('drop', drop);
  };
}

function allow(event: DragEvent): void {
  if (event.dataTransfer?.types.includes(NODE_TYPE) !== true) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
}
