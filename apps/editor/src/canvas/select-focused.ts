import { elementOf, focusTile, revealTile } from './focus-tile.ts';
import type { EditorSession } from './session.ts';

interface Arrival {
  /** What had the focus before. */
  readonly from: EventTarget | null;
  /** The canvas or the list that holds the node. */
  readonly within: HTMLElement | null | undefined;
}

/**
 * The keyboard has come to a node, which is selected by that. Who comes from another part of the page
 * is led to what is selected already, so that the form beside does not change unasked.
 */
export function selectFocused(session: EditorSession, nodeId: number, { from, within }: Arrival): void {
  const { nodes } = session.selection.state.getState();
  const [selected] = nodes;
  if (nodes.has(nodeId)) return;
  const isFromWithin = from instanceof Node && within?.contains(from) === true;
  if (selected === undefined || isFromWithin) session.selection.selectNodes([nodeId]);
  else if (elementOf(session, selected) === null) void revealTile(session, selected);
  else focusTile(session, selected);
}
