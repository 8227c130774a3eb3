import type { Point } from '../document/commands.ts';
import { TILE, boundsOf, tileRectangle } from './geometry.ts';
import type { Rectangle } from './geometry.ts';
import type { EditorSession } from './session.ts';
import type { Viewport } from './viewport.ts';

const SIZE = { width: 180, height: 120, margin: 6 } as const;
/** All tiles are drawn as high as this: their ports do not matter here. */
const TILE_HEIGHT = 104;

interface MinimapScale {
  toMap(place: Point): Point;
  toCanvas(place: Point): Point;
  readonly factor: number;
}

/** How canvas and map lie to each other: the map shows all tiles and the part that is seen. */
export function minimapScale(viewport: Viewport, session: EditorSession): MinimapScale {
  const bounds = boundsOf([...tilesOf(session).map(({ tile }) => tile), viewport.visible(0)]);
  const { left, top, right, bottom } = bounds ?? { left: 0, top: 0, right: 1, bottom: 1 };
  const room = { width: SIZE.width - 2 * SIZE.margin, height: SIZE.height - 2 * SIZE.margin };
  const factor = Math.min(room.width / (right - left), room.height / (bottom - top));
  const x = (SIZE.width - (right - left) * factor) / 2 - left * factor;
  const y = (SIZE.height - (bottom - top) * factor) / 2 - top * factor;
  return {
    factor,
    toMap: (place) => ({ x: place.x * factor + x, y: place.y * factor + y }),
    toCanvas: (place) => ({ x: (place.x - x) / factor, y: (place.y - y) / factor }),
  };
}

/** Draws the map anew, in the colours of the page. */
export function drawMinimap(map: HTMLCanvasElement, viewport: Viewport, session: EditorSession): void {
  const context = map.getContext('2d');
  if (context === null) return;
  const ratio = devicePixelRatio;
  map.width = SIZE.width * ratio;
  map.height = SIZE.height * ratio;
  context.scale(ratio, ratio);
  const scale = minimapScale(viewport, session);
  const style = getComputedStyle(map);
  const selected = session.selection.state.getState().nodes;
  for (const { id, tile, category } of tilesOf(session)) {
    context.fillStyle = style.getPropertyValue(selected.has(id) ? '--map-selected' : `--map-${category}`);
    fill(context, tile, scale);
  }
  context.strokeStyle = style.getPropertyValue('--map-view');
  context.lineWidth = 1.5;
  const seen = viewport.visible(0);
  const { x, y } = scale.toMap({ x: seen.left, y: seen.top });
  context.strokeRect(x, y, (seen.right - seen.left) * scale.factor, (seen.bottom - seen.top) * scale.factor);
}

function fill(context: CanvasRenderingContext2D, tile: Rectangle, scale: MinimapScale): void {
  const { x, y } = scale.toMap({ x: tile.left, y: tile.top });
  const [width, height] = [TILE.width * scale.factor, TILE_HEIGHT * scale.factor];
  context.fillRect(x, y, Math.max(2, width), Math.max(1.5, height));
}

function tilesOf({ documents, library }: EditorSession) {
  return documents.state.getState().document.nodes.map((node) => ({
    id: node.id,
    tile: tileRectangle(node.view?.position ?? { x: 0, y: 0 }, TILE_HEIGHT),
    category: library.definition(node.type)?.category ?? 'unknown',
  }));
}
