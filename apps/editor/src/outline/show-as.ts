import { revealTile } from '../canvas/focus-tile.ts';
import type { ShownAs } from '../canvas/preferences.ts';
import type { EditorSession } from '../canvas/session.ts';
import { text } from '../text/text.ts';

/** Shows the flow as a drawing or as a list; what is selected is in view on either. */
export function showAs(session: EditorSession, shownAs: ShownAs): void {
  session.preferences.setState({ shownAs });
  session.messages.announce(text.outline.announceShown[shownAs]);
  const [nodeId] = session.selection.state.getState().nodes;
  if (nodeId !== undefined) session.view.getState().current?.viewport.reveal(nodeId);
}

/** By key: the focus goes along. */
export function toggleOutline(session: EditorSession): void {
  const isOutline = session.preferences.getState().shownAs === 'outline';
  if (!isOutline) session.outline.setState({ isFocusWanted: true });
  showAs(session, isOutline ? 'canvas' : 'outline');
  const { nodes } = session.documents.state.getState().document;
  const [nodeId = nodes[0]?.id] = session.selection.state.getState().nodes;
  if (isOutline && nodeId !== undefined) void revealTile(session, nodeId);
}
