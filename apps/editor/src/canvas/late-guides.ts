import { snap } from './geometry.ts';
import type { DragGuides, GuideParts } from './drag-guides.ts';
import type { EditorSession } from './session.ts';

/** The guides of drags, whose code is asked for when the canvas is there: until then the grid is all there is. */
export function createLateGuides(parts: GuideParts, session: EditorSession): DragGuides {
  let guides: DragGuides | null = null;
  let isGone = false;

  async function load(): Promise<void> {
    const { createDragGuides } = await import('./drag-guides.ts');
    if (!isGone) guides = createDragGuides(parts, session);
  }

  void load();
  return {
    begin: (moved) => guides?.begin(moved),
    placeFor: (nodeId, wanted) => {
      if (guides !== null) return guides.placeFor(nodeId, wanted);
      return session.preferences.getState().isSnapping ? snap(wanted) : wanted;
    },
    end: () => guides?.end(),
    destroy: () => {
      isGone = true;
      guides?.destroy();
    },
  };
}
