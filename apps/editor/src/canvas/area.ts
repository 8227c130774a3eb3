import { AreaPlugin } from 'rete-area-plugin';
import type { Presets } from 'rete-react-plugin';
import type { Schemes } from './scheme.ts';

/** What passes through the area besides its own signals: what the React preset renders. */
export type RenderedParts = Presets.classic.ReactArea2D<Schemes>;

export type CanvasArea = AreaPlugin<Schemes, RenderedParts>;

export function createArea(container: HTMLElement): CanvasArea {
  return new AreaPlugin<Schemes, RenderedParts>(container);
}
