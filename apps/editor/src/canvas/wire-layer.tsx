import type { CanvasArea } from './area.ts';
import type { PortalRegistry } from './portal-root.tsx';
import type { SocketPositions } from './socket-positions.ts';
import type { Visibility } from './visibility.ts';
import { Wires } from './wires.tsx';

interface WireLayer {
  readonly element: Element;
  show(visibility: Visibility, sockets: SocketPositions): void;
}

/** Puts the drawing of all wires below the tiles; it moves and grows with the area's content. */
export function addWires(area: CanvasArea, registry: PortalRegistry): WireLayer {
  const element = document.createElement('div');
  const host = document.createElement('div');
  element.append(host);
  area.area.content.holder.prepend(element);
  const root = registry.createRoot(host);
  return {
    element,
    show: (visibility, sockets) => root.render(<Wires visibility={visibility} sockets={sockets} />),
  };
}
