import { useState } from 'react';
import { TILE, GRID } from '../canvas/geometry.ts';
import { placeAtEntry } from '../canvas/focus-tile.ts';
import { useSession } from '../canvas/session-context.tsx';
import type { Point } from '../document/commands.ts';

/** Beside a node or its entry, in the window. Decided once: the panel does not wander with the canvas. */
export function useChooserPlace(nodeId: number): Point {
  const session = useSession();
  const [place] = useState<Point>(() => {
    const atEntry = placeAtEntry(session, nodeId);
    if (atEntry !== null) return atEntry;
    const { view, documents } = session;
    const viewport = view.getState().current?.viewport;
    const { nodes } = documents.state.getState().document;
    const at = nodes.find((node) => node.id === nodeId)?.view?.position ?? { x: 0, y: 0 };
    return viewport?.toClient({ x: at.x + TILE.width + GRID * 2, y: at.y }) ?? { x: 0, y: 0 };
  });
  return place;
}
