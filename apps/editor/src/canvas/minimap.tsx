import type { ReactNode } from 'react';
import { Suspense } from 'react';
import { useStore } from 'zustand';
import type { CanvasView } from './canvas-view.ts';
import { useDocumentState, useSession } from './session-context.tsx';
import { part } from '../ui/part.tsx';

/** Smaller flows are seen at a glance without a map, and then its code is not asked for. */
const MIN_NODES = 12;

const MinimapDrawing = part(async () => (await import('./minimap-drawing.tsx')).MinimapDrawing);

/** The map of the flow, where it is wanted and of use. */
export function Minimap({ view }: { readonly view: CanvasView }): ReactNode {
  const { preferences } = useSession();
  const isWanted = useStore(preferences, (state) => state.isMinimapShown && state.shownAs === 'canvas');
  const isUseful = useDocumentState((state) => state.document.nodes.length >= MIN_NODES);
  return (
    isWanted &&
    isUseful && (
      <Suspense>
        <MinimapDrawing view={view} />
      </Suspense>
    )
  );
}
