import type { FlowNode } from '@signalbox/flow';
import { align, distribute } from '../document/arrange.ts';
import type { Alignment, Direction } from '../document/arrange.ts';
import { moveNodes } from '../document/commands.ts';
import type { Point } from '../document/commands.ts';
import { tidyPlaces } from '../document/tidy.ts';
import { text } from '../text/text.ts';
import { boxesOf } from './boxes.ts';
import { snap } from './geometry.ts';
import type { EditorSession } from './session.ts';

export function alignSelection(session: EditorSession, to: Alignment): void {
  session.documents.run(moveNodes(align(boxesOf(session, selectedNodes(session)), to), text.steps.align));
}

export function distributeSelection(session: EditorSession, direction: Direction): void {
  const places = distribute(boxesOf(session, selectedNodes(session)), direction);
  session.documents.run(moveNodes(places, text.steps.distribute));
}

/** Lays out what is selected, or the whole flow when less than two nodes are. Notes stay where they are. */
export async function tidyUp(session: EditorSession): Promise<void> {
  const { document, readOnly } = session.documents.state.getState();
  if (readOnly) return;
  const selected = selectedNodes(session);
  const wanted = (selected.length > 1 ? selected : document.nodes).filter(
    (node) => session.library.definition(node.type)?.category !== 'note',
  );
  if (wanted.length === 0) return;
  const places = await tidyPlaces(boxesOf(session, wanted), document.edges);
  session.documents.run(moveNodes(mapPlaces(places, snap), text.steps.tidy));
  session.messages.announce(text.canvas.announceTidied);
  const view = session.view.getState().current;
  await view?.drawn();
  await view?.viewport.fit(selected.length > 1 ? places.keys() : undefined);
}

function selectedNodes({ documents, selection }: EditorSession): readonly FlowNode[] {
  const { nodes } = selection.state.getState();
  return documents.state.getState().document.nodes.filter((node) => nodes.has(node.id));
}

function mapPlaces(
  places: ReadonlyMap<number, Point>,
  change: (place: Point) => Point,
): ReadonlyMap<number, Point> {
  return new Map(Array.from(places, ([id, place]) => [id, change(place)]));
}
