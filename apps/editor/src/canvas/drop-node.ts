import { edgeKey } from '../document/operations.ts';
import { fitsPlace } from '../document/insert-node.ts';
import type { Place } from '../document/insert-node.ts';
import type { Point } from '../document/commands.ts';
import { TILE, tileCore } from './geometry.ts';
import { addNodeAt } from './insert-actions.ts';
import type { EditorSession } from './session.ts';
import type { Viewport } from './viewport.ts';
import type { WireFinder } from './wire-finder.ts';

/** What a drag from the palette carries: the type of the node to add. */
export const NODE_TYPE = 'application/x-signalbox-node';

interface DropParts {
  readonly container: HTMLElement;
  readonly session: EditorSession;
  readonly viewport: Viewport;
  readonly findWire: WireFinder;
}

/** Lets a drag from the palette be dropped on the canvas or on a wire, and nothing else. */
export function addNodeDrop({ container, session, viewport, findWire }: DropParts): () => void {
  const { receiving } = session;

  function wireAt(at: Point): string | null {
    return findWire(tileCore({ x: at.x - TILE.width / 2, y: at.y - TILE.head }));
  }

  function placeAt(at: Point, type: string): Place {
    const key = wireAt(at);
    const { edges } = session.documents.state.getState().document;
    const edge = edges.find((other) => edgeKey(other) === key);
    const definition = session.library.definition(type);
    if (edge === undefined || definition === undefined) return { kind: 'alone' };
    const place: Place = { kind: 'within', edge };
    return fitsPlace(definition, place) ? place : { kind: 'alone' };
  }

  function over(event: DragEvent): void {
    if (event.dataTransfer?.types.includes(NODE_TYPE) !== true) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    receiving.setState({ edgeKey: wireAt(viewport.toCanvas({ x: event.clientX, y: event.clientY })) });
  }

  function leave(): void {
    receiving.setState({ edgeKey: null });
  }

  function drop(event: DragEvent): void {
    leave();
    const type = event.dataTransfer?.getData(NODE_TYPE) ?? '';
    if (type === '') return;
    event.preventDefault();
    const at = viewport.toCanvas({ x: event.clientX, y: event.clientY });
    addNodeAt(session, type, at, placeAt(at, type));
  }

  container.addEventListener('dragover', over);
  container.addEventListener('dragleave', leave);
  container.addEventListener('drop', drop);
  return () => {
    container.removeEventListener('dragover', over);
    container.removeEventListener('dragleave', leave);
    container.removeEventListener('drop', drop);
  };
}
