import type { Point } from '../document/commands.ts';
import { alignWith } from './alignment.ts';
import { overlaps, snap, tileRectangle } from './geometry.ts';
import type { Rectangle } from './geometry.ts';
import { createGuideLayer } from './guide-layer.ts';
import type { CanvasNode } from './scheme.ts';
import type { EditorSession } from './session.ts';
import type { Viewport } from './viewport.ts';

/** So near to a common line a tile goes to it, pixels of the window. */
const REACH = 6;

export interface GuideParts {
  readonly container: HTMLElement;
  readonly viewport: Viewport;
  readonly nodes: ReadonlyMap<string, CanvasNode>;
  readonly positionOf: (id: string) => Point | undefined;
}

/** Where a dragged tile comes to stand: on a line with others, else on the grid, or free with Alt. */
export interface DragGuides {
  /** @param moved the nodes that are dragged: they are no guides */
  begin(moved: ReadonlySet<number>): void;
  placeFor(nodeId: number, wanted: Point): Point;
  readonly end: () => void;
  readonly destroy: () => void;
}

export function createDragGuides(parts: GuideParts, { preferences }: EditorSession): DragGuides {
  const { container, viewport, nodes } = parts;
  const layer = createGuideLayer(container, viewport);
  let others: readonly Rectangle[] = [];
  let isFree = false;

  function readAlt(event: PointerEvent): void {
    isFree = event.altKey;
  }

  window.addEventListener('pointermove', readAlt, { capture: true });
  return {
    begin(moved) {
      others = tilesInView(parts, moved);
    },
    placeFor(nodeId, wanted) {
      const node = nodes.get(String(nodeId));
      if (isFree || node === undefined) {
        layer.hide();
        return wanted;
      }
      const reach = REACH / viewport.state.getState().zoom;
      const { by, lines } = alignWith(tileRectangle(wanted, node.height), others, reach);
      layer.show(lines);
      const rest = preferences.getState().isSnapping ? snap(wanted) : wanted;
      return {
        x: by.x === null ? rest.x : wanted.x + by.x,
        y: by.y === null ? rest.y : wanted.y + by.y,
      };
    },
    end: layer.hide,
    destroy() {
      layer.hide();
      window.removeEventListener('pointermove', readAlt, { capture: true });
    },
  };
}

/** Looked up once for each drag: what it passes does not change meanwhile. */
function tilesInView(
  { viewport, nodes, positionOf }: GuideParts,
  moved: ReadonlySet<number>,
): readonly Rectangle[] {
  const view = viewport.visible(0);
  return [...nodes.values()].flatMap((node) => {
    const at = positionOf(node.id);
    if (at === undefined || moved.has(node.flowNodeId)) return [];
    const tile = tileRectangle(at, node.height);
    return overlaps(view, tile) ? [tile] : [];
  });
}
