import { useState } from 'react';
import { TILE, GRID } from '../canvas/geometry.ts';
import { useSession } from '../canvas/session-context.tsx';
import type { Point } from '../document/commands.ts';

/** Beside a node, in the window. Decided once: the panel does not wander with the canvas. */
export function useChooserPlace(nodeId: number): Point {
  const { view, documents } = useSession();
  const [place] = useState<Point>(() => {
    const viewport = view.getState().current?.viewport;
    const { nodes } = documents.state.getState().document;
    const at = nodes.find((node) => node.id === nodeId)?.view?.position ?? { x: 0, y: 0 };
    return viewport?.toClient({ x: at.x + TILE.width + GRID * 2, y: at.y }) ?? { x: 0, y: 0 };
  });
  return place;
}
