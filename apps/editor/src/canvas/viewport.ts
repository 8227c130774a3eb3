import { AreaExtensions, Drag } from 'rete-area-plugin';
import type { Point } from '../document/commands.ts';
import type { CanvasArea } from './area.ts';
import type { CanvasNode } from './scheme.ts';
import { tileRectangle } from './geometry.ts';
import { WheelZoom } from './wheel-zoom.ts';

const ZOOM = { min: 0.15, max: 2, step: 1.25 } as const;
/** Kept free around nodes that are brought into view. */
const MARGIN = 24;

/** Where the canvas is looked at from. */
export interface Viewport {
  zoomBy(direction: 'in' | 'out'): void;
  actualSize(): void;
  /** Shows all nodes, never larger than life. */
  fit(): Promise<void>;
  /** Brings a node into view when it is not. */
  reveal(nodeId: number): void;
  /** Canvas coordinates of a place in the window. */
  toCanvas(client: Point): Point;
  /** Canvas coordinates of the middle of what is seen. */
  centre(): Point;
}

export function createViewport(area: CanvasArea, nodes: ReadonlyMap<string, CanvasNode>): Viewport {
  const { container } = area;
  const view = area.area;

  function pan(dx: number, dy: number): void {
    void view.translate(view.transform.x + dx, view.transform.y + dy);
  }

  async function zoomTo(zoom: number): Promise<void> {
    const target = Math.min(ZOOM.max, Math.max(ZOOM.min, zoom));
    const centre = { x: container.clientWidth / 2, y: container.clientHeight / 2 };
    const share = target / view.transform.k;
    // Keeps the middle of the view where it is.
    await view.zoom(
      target,
      (view.transform.x - centre.x) * (share - 1) || 0,
      (view.transform.y - centre.y) * (share - 1) || 0,
    );
  }

  addViewRules(area, pan);

  function toCanvas(client: Point): Point {
    const box = container.getBoundingClientRect();
    const { x, y, k } = view.transform;
    return { x: (client.x - box.left - x) / k, y: (client.y - box.top - y) / k };
  }

  return {
    zoomBy: (direction) =>
      void zoomTo(direction === 'in' ? view.transform.k * ZOOM.step : view.transform.k / ZOOM.step),
    actualSize: () => void zoomTo(1),
    fit: async () => {
      if (nodes.size === 0) return;
      await AreaExtensions.zoomAt(area, [...nodes.values()], { scale: 0.88 });
      if (view.transform.k > 1) await zoomTo(1);
    },
    reveal: (nodeId) => {
      const node = nodes.get(String(nodeId));
      const at = area.nodeViews.get(String(nodeId))?.position;
      if (node === undefined || at === undefined) return;
      const { x, y, k } = view.transform;
      const tile = tileRectangle(at, node.ports.length);
      const dx = missing(tile.left * k + x, tile.right * k + x, container.clientWidth);
      const dy = missing(tile.top * k + y, tile.bottom * k + y, container.clientHeight);
      if (dx !== 0 || dy !== 0) pan(dx, dy);
    },
    toCanvas,
    centre: () => {
      const box = container.getBoundingClientRect();
      return toCanvas({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
    },
  };
}

/** The wheel pans, Ctrl and the wheel zoom, Shift leaves the drag to the selection frame. */
function addViewRules(area: CanvasArea, pan: (dx: number, dy: number) => void): void {
  area.area.setZoomHandler(new WheelZoom(pan));
  area.area.setDragHandler(
    new Drag({
      down: (event) => event.button === 1 || (event.button === 0 && !event.shiftKey),
      move: () => true,
    }),
  );
  AreaExtensions.restrictor(area, { scaling: { min: ZOOM.min, max: ZOOM.max } });
}

/** How far to move so that a stretch lies within 0 and `size`. */
function missing(start: number, end: number, size: number): number {
  if (start < MARGIN) return MARGIN - start;
  return end > size - MARGIN ? size - MARGIN - end : 0;
}
