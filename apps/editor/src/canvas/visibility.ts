import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { CanvasArea } from './area.ts';
import { boundsOf, overlaps, tileRectangle } from './geometry.ts';
import type { Rectangle } from './geometry.ts';
import type { Mirror } from './mirror.ts';
import type { PortalRegistry } from './portal-root.tsx';
import type { CanvasWire } from './scheme.ts';
import type { Viewport } from './viewport.ts';

/** Up to so many nodes everything is drawn, so that Tab reaches all of them. */
const ALWAYS_DRAWN = 150;
/** What lies so near the edge of the view is drawn already, in pixels of the window. */
const MARGIN = 240;
/** Smaller than this, no text can be read, and tiles are drawn without any. */
const FAR_ZOOM = 0.35;

export interface Visible {
  /** Tiles are too small to read: they show their colour and place alone. */
  readonly isFar: boolean;
  readonly wires: readonly CanvasWire[];
}

/** What is near enough to be drawn (docs/decisions/0013-canvas.md). */
export interface Visibility {
  readonly state: StoreApi<Visible>;
  /** Something moved or changed: looks again with the next frame. */
  readonly refresh: () => void;
  /** Looks again at once. */
  readonly refreshNow: () => void;
}

interface VisibilityParts {
  readonly area: CanvasArea;
  readonly mirror: Mirror;
  readonly viewport: Viewport;
  readonly registry: PortalRegistry;
  /** Elements that hold something else than a tile and are always drawn. */
  readonly alwaysShown: readonly Element[];
}

export function createVisibility(parts: VisibilityParts): Visibility {
  const { mirror, viewport, registry, alwaysShown } = parts;
  const state = createStore<Visible>(() => ({ isFar: false, wires: [] }));
  let isScheduled = false;
  let shown: ReadonlySet<Element> | null = new Set();

  function refreshNow(): void {
    const isLarge = mirror.nodes.size > ALWAYS_DRAWN;
    const view = isLarge ? viewport.visible(MARGIN) : null;
    const tiles = view === null ? null : new Set([...alwaysShown, ...nearTiles(parts, view)]);
    if (!isSameSet(tiles, shown)) {
      shown = tiles;
      registry.showOnly(tiles);
    }
    const wires = view === null ? [...mirror.wires.values()] : nearWires(parts, view);
    const isFar = isLarge && viewport.state.getState().zoom < FAR_ZOOM;
    const before = state.getState();
    if (isFar !== before.isFar || !isSameList(wires, before.wires)) state.setState({ isFar, wires });
  }

  return {
    state,
    refreshNow,
    refresh: () => {
      if (isScheduled) return;
      isScheduled = true;
      requestAnimationFrame(() => {
        isScheduled = false;
        refreshNow();
      });
    },
  };
}

/** Elements of the tiles in view. A tile that has the focus keeps it, however far it is moved. */
function nearTiles({ area, mirror }: VisibilityParts, view: Rectangle): readonly Element[] {
  return [...mirror.nodes.values()].flatMap((node) => {
    const tile = area.nodeViews.get(node.id);
    if (tile === undefined) return [];
    const isNear = overlaps(view, tileRectangle(tile.position, node.height));
    return isNear || tile.element.contains(document.activeElement) ? [tile.element] : [];
  });
}

/** Wires between whose ends some of the view lies. */
function nearWires({ area, mirror }: VisibilityParts, view: Rectangle): readonly CanvasWire[] {
  const tileOf = (id: string): Rectangle | null => {
    const node = mirror.nodes.get(id);
    const at = area.nodeViews.get(id)?.position;
    return node === undefined || at === undefined ? null : tileRectangle(at, node.height);
  };
  return [...mirror.wires.values()].filter((wire) => {
    const bounds = boundsOf([tileOf(wire.source), tileOf(wire.target)].filter((tile) => tile !== null));
    return bounds !== null && overlaps(view, bounds);
  });
}

function isSameList(a: readonly CanvasWire[], b: readonly CanvasWire[]): boolean {
  return a.length === b.length && a.every((wire, index) => wire === b[index]);
}

function isSameSet(a: ReadonlySet<Element> | null, b: ReadonlySet<Element> | null): boolean {
  if (a === null || b === null) return a === b;
  return a.size === b.size && [...a].every((element) => b.has(element));
}
