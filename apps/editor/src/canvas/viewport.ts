import { AreaExtensions, Drag } from 'rete-area-plugin';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Point } from '../document/commands.ts';
import type { CanvasArea } from './area.ts';
import type { CanvasNode } from './scheme.ts';
import { boundsOf, tileRectangle } from './geometry.ts';
import type { Rectangle } from './geometry.ts';
import { WheelZoom } from './wheel-zoom.ts';

const ZOOM = { min: 0.05, max: 2, step: 1.25 } as const;
/** Kept free around nodes that are brought into view, pixels. */
const MARGIN = 24;
/** The controls stand at the right edge of the view, so wide with their distance, pixels. */
const CONTROLS = 64;
/** So much of the view may be filled by what is to be shown whole. */
const FILLED = 0.88;

/** The part of the canvas that is seen. */
export interface ViewState {
  /** Where the canvas' origin is, pixels from the corner of the view. */
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  /** Size of the view, pixels. */
  readonly width: number;
  readonly height: number;
}

/** Where the canvas is looked at from. */
export interface Viewport {
  readonly state: StoreApi<ViewState>;
  zoomBy(direction: 'in' | 'out'): void;
  actualSize(): void;
  /** Shows these nodes, or all of them, never larger than life. */
  fit(nodeIds?: Iterable<number>): Promise<void>;
  /** Brings a node into view when it is not. */
  reveal(nodeId: number): void;
  /** Puts a place of the canvas in the middle of the view. */
  centreOn(place: Point): void;
  /** What is seen, in canvas coordinates, with so many pixels of the window around it. */
  visible(margin: number): Rectangle;
  /** Canvas coordinates of a place in the window. */
  toCanvas(client: Point): Point;
  /** The place in the window of canvas coordinates. */
  toClient(place: Point): Point;
  /** Canvas coordinates of the middle of what is seen. */
  centre(): Point;
  readonly destroy: () => void;
}

export function createViewport(area: CanvasArea, nodes: ReadonlyMap<string, CanvasNode>): Viewport {
  const { container } = area;
  const view = area.area;
  const state = createStore<ViewState>(() => ({ x: 0, y: 0, zoom: 1, ...sizeOf(container) }));
  addViewRules(area, pan);
  const stopWatching = watch(area, state);

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

  function centreOn({ x, y }: Point): void {
    const { k } = view.transform;
    void view.translate(container.clientWidth / 2 - x * k, container.clientHeight / 2 - y * k);
  }

  function rectangleOf(node: CanvasNode): Rectangle | null {
    const at = area.nodeViews.get(node.id)?.position;
    return at === undefined ? null : tileRectangle(at, node.height);
  }

  async function show({ left, right, top, bottom }: Rectangle): Promise<void> {
    const { clientWidth: width, clientHeight: height } = container;
    const share = Math.min((width - CONTROLS) / (right - left), height / (bottom - top));
    await view.zoom(Math.min(1, Math.max(ZOOM.min, share * FILLED)), 0, 0);
    centreOn({ x: (left + right + CONTROLS / view.transform.k) / 2, y: (top + bottom) / 2 });
  }

  return {
    state,
    zoomBy: (direction) =>
      void zoomTo(direction === 'in' ? view.transform.k * ZOOM.step : view.transform.k / ZOOM.step),
    actualSize: () => void zoomTo(1),
    fit: async (nodeIds) => {
      const wanted = nodeIds === undefined ? null : new Set(nodeIds);
      const shown = [...nodes.values()].filter((node) => wanted?.has(node.flowNodeId) !== false);
      const bounds = boundsOf(shown.flatMap((node) => rectangleOf(node) ?? []));
      if (bounds !== null) await show(bounds);
    },
    reveal: (nodeId) => {
      const node = nodes.get(String(nodeId));
      const tile = node === undefined ? null : rectangleOf(node);
      if (tile === null) return;
      const { x, y, k } = view.transform;
      const { width, height } = state.getState();
      const dx = missing(tile.left * k + x, tile.right * k + x, width);
      const dy = missing(tile.top * k + y, tile.bottom * k + y, height);
      if (dx !== 0 || dy !== 0) pan(dx, dy);
    },
    centreOn,
    visible: (margin) => visiblePart(state.getState(), margin),
    ...placesOf(area),
    destroy: stopWatching,
  };
}

/** Translates between the window and the canvas. */
function placesOf({ container, area }: CanvasArea): Pick<Viewport, 'toCanvas' | 'toClient' | 'centre'> {
  function toCanvas(client: Point): Point {
    const box = container.getBoundingClientRect();
    const { x, y, k } = area.transform;
    return { x: (client.x - box.left - x) / k, y: (client.y - box.top - y) / k };
  }
  return {
    toCanvas,
    toClient: (place) => {
      const box = container.getBoundingClientRect();
      const { x, y, k } = area.transform;
      return { x: box.left + x + place.x * k, y: box.top + y + place.y * k };
    },
    centre: () => {
      const box = container.getBoundingClientRect();
      return toCanvas({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
    },
  };
}

function visiblePart({ x, y, zoom, width, height }: ViewState, margin: number): Rectangle {
  return {
    left: (-x - margin) / zoom,
    top: (-y - margin) / zoom,
    right: (width - x + margin) / zoom,
    bottom: (height - y + margin) / zoom,
  };
}

/** Keeps the state true. The size is read when it changes: reading it lays the page out anew. */
function watch(area: CanvasArea, state: StoreApi<ViewState>): () => void {
  area.addPipe((signal) => {
    if (signal.type !== 'translated' && signal.type !== 'zoomed') return signal;
    const { x, y, k } = area.area.transform;
    state.setState({ x, y, zoom: k });
    return signal;
  });
  const observer = new ResizeObserver(() => state.setState(sizeOf(area.container)));
  observer.observe(area.container);
  return () => observer.disconnect();
}

function sizeOf(container: HTMLElement): Pick<ViewState, 'width' | 'height'> {
  return { width: container.clientWidth, height: container.clientHeight };
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
